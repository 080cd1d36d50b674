# checks: ZeroDivisionError three inlined frames deep after a side effect: it happened once, the traceback is CPython's, carets included
# native: required
import traceback


def inner(log, a, b):
    log.append(a)
    return a // b + a % b


def middle(log, a, b):
    return 1 + inner(log, a, b) * 2


def outer(log, a, b):
    x = middle(log, a, b)
    return x - 1


def run(n, zero_at):
    log = []
    total = 0
    try:
        for i in range(n):
            total += outer(log, i, zero_at - i)
    except ZeroDivisionError:
        traceback.print_exc()
    print(total, len(log), log[-1])


run(2000, 5000)
run(2000, 1234)
run(2000, 1999)


def floats(n, zero_at):
    total = 0.0
    for i in range(n):
        total += 1.0 / (zero_at - i)
    return total


print(floats(2000, 2001))
try:
    floats(2000, 1000)
except ZeroDivisionError:
    traceback.print_exc()
run(2000, 777)
outer([], 1, 0)
