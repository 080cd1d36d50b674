"""Waiting for the compiler, without holding up other threads."""

import time

from tracejit.extension import loaded
from tracejit.functions import functions_in

_SECONDS = 0.0005  # between two looks


def wait_until(ready, until):
    """Calls `ready` while it returns None or False, until `until` (time.monotonic()) has passed; its last result."""
    while (result := ready()) in (None, False) and time.monotonic() <= until:
        time.sleep(_SECONDS)
    return result


def wait(function, timeout=60.0):
    """Waits until nothing is being compiled for the function. True when that was so within `timeout` seconds.

    Does not ask for anything: what has not been called yet, or not often enough, is not being compiled.
    """
    module = loaded()
    until = time.monotonic() + timeout
    return module is None or all(
        wait_until(lambda inner=inner: module.settle(inner), until) for inner in functions_in(function)
    )
