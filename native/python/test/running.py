"""What the tests share: native entries of a piece of code, and Python processes of their own."""

import os
import subprocess
import sys
from contextlib import contextmanager

import tracejit

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(tracejit.__file__)))


def entries():
    """Times native code was entered in this process."""
    return tracejit.stats().get("entries", 0)


@contextmanager
def native(test, at_least=1):
    """The block enters native code at least so often."""
    before = entries()
    yield
    test.assertGreaterEqual(entries() - before, at_least, "native code did not run")


@contextmanager
def interpreted(test):
    """The block enters no native code."""
    before = entries()
    yield
    test.assertEqual(entries(), before, "native code ran")


def compiled(function, *calls):
    """The function, marked, called with each of the argument tuples, and compiled."""
    marked = tracejit.jit(function)
    for arguments in calls:
        for _ in range(80):
            marked(*arguments)
            if tracejit.wait(marked) and tracejit.is_compiled(marked):
                break
    return marked


def python(text, *options, stdin=None, **environment):
    """Runs a text in a python of its own that finds the package; what it printed, and its exit code."""
    return subprocess.run(
        [sys.executable, *options, *(["-c", text] if text is not None else [])],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": PACKAGE, **environment},
    )
