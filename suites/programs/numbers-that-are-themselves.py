# checks: abs, +, int, round, %, divmod give back the very object where CPython does
# native: required
import sys


def same(numbers, divisors):
    kept = []
    for n in numbers:
        for d in divisors:
            kept.append((abs(n) is n, +n is n, int(n) is n, round(n) is n, n % d is n, divmod(n, d)[1] is n))
    return kept


def kept_apart(numbers, divisor):
    out = []
    for n in numbers:
        rest = n % divisor
        size = abs(n)
        out.append(rest)
        out.append(size)
        out.append(n)
    return [a is b for a in out for b in out], [sys.getrefcount(n) > 3 for n in numbers]


BIG = [12345678, 2**30 - 1, 2**30, 2**31, 2**40 + 1, 2**60, 2**62, -12345678, -(2**30), -(2**45), 1000]
DIVISORS = [3, 10**8, 2**30, 2**30 + 1, 2**31, 2**59, 2**60, 2**62, 2**63 - 1, -7, -(2**40), -(2**63)]
for _ in range(20):
    result = same(BIG, DIVISORS)
print(result)
for _ in range(60):
    result = kept_apart(BIG, 2**41)
print(result)
