# checks: packing, unpacking, swapping, returning tuples, rotations of three, wrong counts
# native: required
def rotate(n):
    a, b, c, d = 1, 2.5, True, None
    for i in range(n):
        a, b = b, a
        b, c, d = d, b, c
        (a, b), (c, d) = (c, d), (a, b)
    return a, b, c, d


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, (a + b) % 1000000007
    return a


def pair(x):
    return x + 1, x * 0.5


def through(n):
    s = 0
    t = 0.0
    for i in range(n):
        p, q = pair(i)
        s += p
        t += q
        both = p, q
        s += both[0]
        t -= both[-1] / 2
        first, *rest = both
        s += len(rest)
    return s, t, both


def gcds(n):
    total = 0
    for i in range(1, n):
        a, b = i, 360
        while b:
            a, b = b, a % b
        total += a
    return total


print(rotate(2000), rotate(2001), rotate(2002), fibonacci(3000), through(2000), gcds(2000))


def unpack(rows):
    s = 0
    for row in rows:
        a, b = row
        s += a - b
    return s


for bad in [(1,), (1, 2, 3), [], 5, None]:
    try:
        unpack([(3, 1)] * 1000 + [bad])
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(unpack([[3, 1]] * 1000 + [(2, 1)]))
