"""`given-back.py program [arguments]`, under the JIT: runs a program with tool 5 of sys.monitoring given back, and takes it
again at the end. A loop must run natively before and after: else it says so, with exit code 1.
"""

import runpy
import sys

import _tracejit

# Of a few milliseconds each.
TRIES = 500


def hot(passes):
    total = 0
    for k in range(passes):
        total += k
    return total


def runs_natively():
    """Is a hot loop entered natively? Another recording may hold it back for half a second, one of imports say."""
    before = _tracejit.stats()["entries"]
    for _ in range(TRIES):
        hot(100_000)
        if _tracejit.stats()["entries"] > before:
            return True
    return False


def main():
    before = runs_natively()
    _tracejit.stop()
    del sys.argv[0]
    try:
        if sys.argv[0] == "-m":
            del sys.argv[0]
            runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(sys.argv[0], run_name="__main__")
    finally:
        _tracejit.start()
        if not (before and runs_natively()):
            sys.exit("tool 5 was given back, but no loop ran natively %s" % ("after that" if before else "before"))


if __name__ == "__main__":
    main()
