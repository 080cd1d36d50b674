# checks: array.array of every typecode: read, store, augmented store, len, negative and bool indices, iteration, truth
# native: required
from array import array


def read(a, n):
    s = 0
    for i in range(n):
        s += a[i % len(a)] * 3 - a[-1 - i % len(a)] + a[i % 2 == 0]
    return s


def store(a, values, n):
    for i in range(n):
        a[i % len(a)] = values[i % 4]
        a[-(i % len(a)) - 1] = values[i % 3]
        a[True] = values[0]
    return a


def augment(a, step, n):
    for i in range(n):
        a[i % len(a)] += step
        a[-1] -= step
    return a


def walk(a):
    s = 0
    for x in a:
        s += x
    return s


def places(a):
    s = 0
    for i in range(len(a)):
        s += i * a[i]
    return s


def nonempty(arrays):
    n = 0
    for _ in range(300):
        for a in arrays:
            if a:
                n += len(a)
    return n


for code in "bBhHiIlLqQ":
    a = array(code, [k % 100 for k in range(1500)])
    print(code, read(a, 3000), walk(a), places(a))
    print(store(a, [1, 127, 5, True], 4000)[:9], augment(a, 0, 3000)[-3:])
for code in "fd":
    a = array(code, [k * 0.3 for k in range(1500)])
    print(code, read(a, 3000), walk(a), places(a))
    print(store(a, [0.1, -0.0, 7, False], 4000)[:9], augment(a, 0.7, 3000)[-3:])
print(nonempty([array("d"), array("d", [1.0]), array("d", [2.0, 3.0])]))


def types(a):
    seen = []
    for x in a:
        if len(seen) < 3:
            seen.append(type(x))
    return seen


print(types(array("f", [0.1] * 300)), types(array("B", range(200))))


def special(a, n):
    # 'f' rounds; out of range goes to infinity; NaN and signed zeros stay
    nan = float("nan")
    for i in range(n):
        a[0] = 0.1
        a[1] = 1e300
        a[2] = -1e300
        a[3] = nan
        a[4] = -0.0
        a[5] = 16777217
        a[6] = 2**62 + 1
    return [repr(x) for x in a]


print(special(array("f", [0] * 7), 300))
print(special(array("d", [0] * 7), 300))


def matrix(rows, n):
    for i in range(n):
        for j in range(n):
            rows[i][j] = rows[j][i] * 0.5 + j
    return [list(r[:3]) for r in rows[:3]]


print(matrix([array("d", range(60)) for _ in range(60)], 60))


def tables(rows):
    t = 0
    for row in rows:
        for x in row:
            t += x
    return t


print(tables([array("i", range(40)) for _ in range(50)]))


def pairs(a, b):
    s = 0.0
    for x, y in zip(a, b):
        s += x * y
    for k, x in enumerate(a):
        s += k * x
    return s


print(pairs(array("d", [k * 0.5 for k in range(500)]), array("f", [k * 0.25 for k in range(499)])))
