# checks: __name__, __file__, sys.argv, the stdin and the main module are python's own, with hot code around
# native: required
import os
import sys


def hot(n):
    t = 0
    for i in range(n):
        t += i
    return t


print(hot(3000), __name__, os.path.basename(__file__), len(sys.argv), os.path.basename(sys.argv[0]), repr(sys.stdin.read()))
print(sys.modules["__main__"].hot is hot, hot.__module__, sys.flags.optimize, __spec__, os.path.basename(sys.path[0]), __doc__)
print(sorted(name for name in globals() if name.startswith("__")))
