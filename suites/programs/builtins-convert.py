# checks: int, float, bool, round of numbers: truncation, huge floats, halves to even, digits, nan and infinity
# native: required
def convert(x, n):
    i = f = b = None
    for _ in range(n):
        i = int(x)
        f = float(x)
        b = bool(x)
    return i, f, b


def rounded(x, n):
    r = q = None
    for _ in range(n):
        r = round(x)
        q = round(x, 2)
    return r, q, type(r).__name__, type(q).__name__


nan = float("nan")
inf = float("inf")
for x in [0, 1, -1, True, False, 0.0, -0.0, 0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1e15 + 0.5, 2.0**62, 2.0**63, -(2.0**63), 1e300,
          2**63 - 1, -(2**63), 2**70, 5e-324, nan, inf, -inf]:
    for f in (convert, rounded):
        try:
            print(f.__name__, repr(x), f(x, 25))
        except (ValueError, OverflowError) as error:
            print(f.__name__, repr(x), type(error).__name__, error)


def loop(n):
    s = 0
    for i in range(-n, n):
        s += int(i * 0.7) + round(i * 0.5) + int(i * 1e17) % 7 + bool(i) - int(i == 3) + round(i, -1)
    return s


print(loop(2000), int(), float(), bool())
