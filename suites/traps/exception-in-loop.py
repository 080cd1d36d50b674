# checks: try/except/finally/else around hot code, raise and re-raise, exceptions from inlined callees, contexts kept
# native: required
import sys
import traceback


class Stop(Exception):
    pass


def check(i, bad):
    if i == bad:
        raise Stop(i)
    return i


def guarded(n, bad):
    total = cleanups = normal = 0
    for i in range(n):
        try:
            total += check(i, bad)
        except Stop as stop:
            total -= stop.args[0]
        else:
            normal += 1
        finally:
            cleanups += 1
    return total, cleanups, normal


def many(n):
    caught = 0
    for i in range(n):
        try:
            10 // (i % 10)
        except ZeroDivisionError:
            caught += 1
    return caught, sys.exc_info()


def chained(n):
    for i in range(n):
        try:
            [1][i // (n - 1)]
        except IndexError as first:
            raise Stop(i) from first


def finally_return(n):
    for i in range(n):
        try:
            if i == n - 1:
                return i
        finally:
            log[0] += 1


log = [0]
print(guarded(3000, -1), guarded(3000, 2000), guarded(3000, 0))
print(many(3000))
try:
    chained(2000)
except Stop:
    traceback.print_exc()
print(finally_return(2000), log)
check(5, 5)
