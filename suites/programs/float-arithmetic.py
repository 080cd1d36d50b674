# checks: + - * / of floats at 0.0, -0.0, nan, infinities, denormals and 1e308: the sign of zero and of nan included
# native: required
import math
import struct


def four(a, b, n):
    s = d = p = 0.0
    for _ in range(n):
        s = a + b
        d = a - b
        p = a * b
    return s, d, p


def quotient(a, b, n):
    q = 0.0
    for _ in range(n):
        q = a / b
    return q


def bits(x):
    return "nan" if x != x else struct.pack(">d", x).hex()


inf = float("inf")
VALUES = [0.0, -0.0, 1.0, -1.0, 0.1, 1e308, -1e308, 1.7976931348623157e308, 5e-324, -5e-324, 2.2250738585072014e-308, inf,
          -inf, float("nan"), 2.0**53, 1 / 3]
for a in VALUES:
    for b in VALUES:
        line = [bits(x) for x in four(a, b, 22)]
        try:
            line.append(bits(quotient(a, b, 22)))
        except ZeroDivisionError as error:
            line.append(str(error))
        print(*line)


def order(n):
    total = 0.0
    for i in range(n):
        total = total + 0.1 - 0.3 * i + 1e16 - 1e16
    return total


print(repr(order(5000)), math.copysign(1.0, -0.0 + 0))
