# checks: math.*: same bits as CPython's, domain errors, ints as arguments, both spellings of the import
# native: required
import math
from math import cos, floor, pi, sin, sqrt


def bulk(n):
    s = 0.0
    for i in range(1, n):
        x = i * 0.01
        s += sqrt(x) + sin(x) * cos(x) + math.exp(-x) + math.log(x) + math.atan2(x, 2.0) + math.tan(x)
        s += math.pow(x, 1.5) + math.log2(x) + math.log10(i) + math.fabs(-x) + math.fmod(x, 0.7)
        s += math.copysign(x, -0.0) + math.sinh(x / 50) + math.asin(x / 1000)
    return s


def plain(n):
    s = 0.0
    for i in range(1, n):
        s += sqrt(i) + sin(i * 0.1) * math.cos(i) + math.exp(-i) + math.floor(i * 0.3)
    return s


def rare(n):
    s = 0.0
    for i in range(1, n):
        x = i * 0.01
        s += math.hypot(x, 1) + math.log(i, 3) + math.cbrt(x) + math.dist([x], [1]) + math.comb(i % 9, 2)
    return s


def whole(n):
    s = 0
    for i in range(-n, n):
        s += floor(i * 0.3) + math.ceil(i * 0.3) + math.trunc(i * 0.3) + math.gcd(i, 36) + math.isqrt(abs(i)) + floor(i)
    return s, math.floor(1e20), math.ceil(-0.5)


print(repr(bulk(2000)), repr(plain(2000)), repr(rare(1000)), whole(2000), pi)


def one(f, x, n):
    r = None
    for _ in range(n):
        r = f(x)
    return r


nan = float("nan")
inf = float("inf")
for f in (math.sqrt, math.sin, math.log, math.exp, math.floor, math.isnan, math.isinf, math.isfinite, math.acos, math.gamma, math.ceil):
    for x in (0.0, -0.0, -1.0, 1.0, 0.5, 710.0, 1e308, inf, -inf, nan, 4, -4, True, 2**70, 10**400):
        try:
            print(f.__name__, one(f, x, 22))
        except (ValueError, OverflowError) as error:
            print(f.__name__, type(error).__name__, error)
