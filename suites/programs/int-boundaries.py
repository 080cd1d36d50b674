# checks: + - * of ints at 2**30, 2**31, 2**62, 2**63 and their neighbours, on both sides of zero
# native: required
EDGES = [0, 1, 2, 7, 2**15, 2**30 - 1, 2**30, 2**30 + 1, 2**31 - 1, 2**31, 2**32, 2**53 + 1, 2**60, 2**62 - 1, 2**62,
         2**62 + 1, 2**63 - 1, 2**63, 2**63 + 1, 2**64, 2**100]


def add(a, b, n):
    r = 0
    for _ in range(n):
        r = a + b
    return r


def sub(a, b, n):
    r = 0
    for _ in range(n):
        r = a - b
    return r


def mul(a, b, n):
    r = 0
    for _ in range(n):
        r = a * b
    return r


def climb(start, step, n):
    x = start
    trail = 0
    for i in range(n):
        x = x + step
        trail = trail ^ (x & 0xFFFF)
    return x, trail


values = EDGES + [-e for e in EDGES[1:]]
for a in values:
    for b in values:
        r = (add(a, b, 30), sub(a, b, 30), mul(a, b, 30))
        assert r == (a + b, a - b, a * b), (a, b, r)
        print(*r)
print(climb(2**63 - 1000, 1, 2000), climb(-2**63 + 1000, -1, 2000), climb(2**62, 2**50, 5000))
