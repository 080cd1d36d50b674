# checks: numbers loaded from a list, a tuple, an argument or a constant keep their object: `is`, and nan in a
# native: required
def same_after(a):
    hits = 0
    for i in range(len(a)):
        x = a[i]
        b[0] = x
        if b[0] is a[i]:
            hits += 1
        y = x
        if y is x:
            hits += 1
    return hits


def through_locals(x, n):
    y = None
    for i in range(n):
        if i % 2:
            y = x
        z = y
    return z is x, y is x


def smallest(a):
    best = a[0]
    at = 0
    for i, x in enumerate(a):
        if x < best:
            best = x
            at = i
    return best, best is a[at]


def swap_all(a):
    n = len(a)
    before = [id(x) for x in a]
    for i in range(n // 2):
        a[i], a[n - 1 - i] = a[n - 1 - i], a[i]
    return [id(x) for x in a] == before[::-1]


def argument(x, out):
    out.append(x)
    return x


def calls(a):
    out = []
    hits = 0
    for x in a:
        if argument(x, out) is x and out[-1] is x:
            hits += 1
    return hits


nan = float("nan")
ints = [10**6 + i for i in range(2000)]
floats = [i + 0.5 for i in range(2000)]
b = [None]
for a in (ints, floats, ints + floats, [nan] * 2000):
    print(same_after(a), smallest(a)[1], swap_all(a), calls(a))
print(through_locals(123456789, 2000), through_locals(1.5, 2000), through_locals(2**80, 2000))
kept = []
for x in [nan] * 1000:
    kept.append(x)
print(nan in kept, kept.count(nan), kept[0] is kept[-1])
