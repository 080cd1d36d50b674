"""Runs a program and prints what it left behind, a line for each channel: a stand-in for suites/worker."""

import gc
import sys

CALLS = 8


def raised(error):
    """What is compared of an exception: type, arguments, lines of its traceback."""
    lines = []
    step = error.__traceback__.tb_next if error.__traceback__ else None
    while step:
        lines.append(step.tb_lineno)
        step = step.tb_next
    return type(error).__name__, error.args, lines


def blocks_lost(function):
    """Blocks of memory that a call loses, once it is warm."""
    for _ in range(CALLS):
        function()
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(CALLS):
        function()
    gc.collect()
    return (sys.getallocatedblocks() - before) // CALLS


def main(path):
    """Runs the program at `path` as `__main__` would be."""
    names = {"__name__": "__main__"}
    with open(path) as file:
        code = compile(file.read(), path, "exec")
    errors = []
    try:
        exec(code, names)
    except Exception as error:
        errors.append(error)
    errors += names.pop("ERRORS", [])
    function = names.pop("main", None)
    print("result", names.pop("RESULTS", None))
    print("exception", [raised(error) for error in errors])
    print("lifetime", function and blocks_lost(function))
    print("state", [(name, value) for name, value in names.items() if isinstance(value, int | list)])


main(sys.argv[1])
