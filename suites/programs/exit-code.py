# checks: sys.exit inside a hot loop, finally clauses on the way out, atexit
# native: required
import atexit
import sys


def work(n):
    total = 0
    try:
        for i in range(n):
            total += i % 7
            if total > 5000:
                sys.exit(42)
    finally:
        print("leaving", i, total)


atexit.register(lambda: print("atexit"))
work(10_000)
