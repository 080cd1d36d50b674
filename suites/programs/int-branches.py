# checks: short branches with overflow in the arm taken, in the one not taken, at and next to the last value that fits
# native: required
TOP = 2**63 - 1
LAST = TOP // 3  # the largest x for which 3 * x fits
EDGES = [0, 1, 2, 3, LAST - 2, LAST - 1, LAST, LAST + 1, LAST + 2, 2**61, 2**62 - 1, 2**62, 2**62 + 1, TOP - 8, TOP - 7,
         TOP - 1, TOP]
VALUES = EDGES + [-x for x in EDGES] + [-TOP - 1]


def collatz(values, take, n):
    """One arm or the other by `take`, whatever the value, so that each overflows in turn where it is not taken."""
    y = 0
    trail = 0
    for i in range(n):
        x = values[i % len(values)]
        if (i & 3) < take:
            y = x // 2
        else:
            y = 3 * x + 1
        trail = trail ^ (y & 0xFFFF)
        trail = trail + 1
    return y, trail


def parity(x, n):
    steps = 0
    while x != 1 and steps < n:
        if x % 2 == 0:
            x //= 2
        else:
            x = 3 * x + 1
        steps += 1
    return x, steps


def count(values, limit, high, low, n):
    """Counts that reach the ends of 64 bits, each in its own arm."""
    for i in range(n):
        if values[i % len(values)] < limit:
            high = high + 1
        else:
            low = low - 1
        high = high ^ (low & 1)
    return high, low


def shifted(values, n):
    total = 0
    for i in range(n):
        x = values[i % len(values)]
        if x > 0:
            x = 7 - (-x << 1)
        total = total ^ (x >> 70) ^ (x & 0xFFFFFF)
        total = total ^ (x % 8) ^ (x // 4 & 0xFFF)
    return total


SMALL = [5, 8, 13, -2, -7, 1]
print(count(SMALL, 2, 0, 0, 3000), parity(27, 2000), parity(97, 2000), parity(871, 2000), shifted(SMALL, 3000))
print(count(VALUES, 5, 0, 0, 3000), count(SMALL, 2, TOP - 700, 0, 3000), count(SMALL, 2, 0, 700 - TOP, 3000))
for warm in SMALL, VALUES:
    for take in range(5):
        print(collatz(warm, take, 400))
        print(collatz(warm + VALUES, take, 400))
for x in VALUES:
    print(collatz([x], 0, 60), collatz([x], 2, 61), collatz([x], 4, 62), count([x], 5, TOP - 40, 40 - TOP, 90))
for start in [27, 97, 2**61 + 1, 2**62, LAST, LAST + 1, LAST + 2, TOP, TOP - 1, -TOP, 2**64 + 3]:
    print(parity(start, 2000))
print(shifted(SMALL, 300), shifted(SMALL + VALUES, 600), [shifted([x], 50) for x in VALUES])
