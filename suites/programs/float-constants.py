# checks: float constants in the code: -0.0, infinities by overflow, denormals, and that 0.0 and -0.0 stay apart
# native: required
import math


def zeros(n):
    s = p = 0.0
    for i in range(1, n):
        s = math.copysign(i * 0.5, -0.0)
        p = i * -0.0
    return s, p, math.copysign(1.0, p)


def both(n):
    a = b = 1.0
    for i in range(n):
        a = 0.0 * i
        b = -0.0 * i
    return a, b


def extremes(n):
    s = t = u = 0.0
    for i in range(n):
        s = i + 1e400
        t = i * 5e-324
        u = u + 1.7976931348623157e308 * (i % 2) - 1.7976931348623157e308 * (i % 2)
    return s, t, u


print(zeros(1000), both(1000), extremes(1000))
