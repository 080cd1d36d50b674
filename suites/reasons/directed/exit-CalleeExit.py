# checks: a native call that leaves native code leaves its native callers too, each waiting in its call
# native: required
# reaches: exit CalleeExit


def descend(n, divisor):
    if n < 1:
        return 60 // divisor
    return n + descend(n - 1, divisor)


def total_of(divisors):
    total = 0
    for divisor in divisors:
        total += descend(5, divisor)
    return total


def lines(trace):
    return () if trace is None else (trace.tb_lineno,) + lines(trace.tb_next)


print(total_of([7] * 500))
for odd in (-7, 0, True, 0.0, 0.5, 1 << 70):
    try:
        print(total_of([7] * 100 + [odd] + [9] * 10))
    except ZeroDivisionError as error:
        print(error, lines(error.__traceback__))
