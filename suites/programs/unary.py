# checks: -x, +x, ~x, not x of ints, floats, bools and None, at the edges
# native: required
def numbers(x, n):
    m = p = None
    for _ in range(n):
        m = -x
        p = +x
    return m, p, not x


for x in (0, 1, -1, 2**31, 2**62, 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 0.0, -0.0, 1.5, float("inf"), float("nan"), True, False):
    print(repr(x), *map(repr, numbers(x, 30)), type(-x).__name__, type(+x).__name__)


def alternate(n):
    x = 0.0
    y = 0
    count = 0
    for i in range(n):
        x = -x
        y = -y + ~i
        count += not y
        if not x:
            count += 1
    return x, y, count


def nones(n):
    v = None
    t = 0
    for i in range(n):
        if not v:
            t += 1
        v = i if i % 2 else None
        if v is None:
            t += 2
        if v is not None and v > 100:
            t += 3
    return t


print(alternate(3000), alternate(3001), nones(3000))
