# checks: memoryviews: of bytes, of arrays, cast, sliced, sharing memory, read-only, and those left to the interpreter
# native: required
from array import array


def total(m, n):
    s = 0
    for i in range(n):
        s += m[i % len(m)]
    return s


def walk(m):
    s = 0
    for x in m:
        s += x
    return s


def fill(m, n):
    for i in range(n):
        m[i % len(m)] = i & 0x7F
    return walk(m)


a = array("d", [k * 0.5 for k in range(400)])
q = array("q", range(400))
raw = bytearray(range(256)) * 4
for view in (memoryview(a), memoryview(q), memoryview(raw), memoryview(bytes(raw)), memoryview(raw).cast("H"),
             memoryview(raw)[3:500], memoryview(raw).cast("i"), memoryview(a)[10:100], memoryview(raw).toreadonly()):
    print(view.format, total(view, 2000), walk(view))
for view in (memoryview(q), memoryview(raw), memoryview(raw).cast("h"), memoryview(raw)[5:17]):
    print(view.format, fill(view, 1500))


def shared(a, m, n):
    # two ways to the same memory, elements of different sizes
    s = 0
    for i in range(n):
        a[i % len(a)] = i
        m[(i * 8 + 1) % len(m)] = 1
        s += a[i % len(a)]
    return s


print(shared(array("q", [0] * 50), memoryview(array("q", [0] * 50)).cast("B"), 500))
both = array("q", [0] * 50)
print(shared(both, memoryview(both).cast("B"), 500), both[:5])
print(shared(both, memoryview(both)[3:], 500), both[:9])

# strided, reversed, two dimensions, other byte order, chars, bools: the interpreter's
for view in (memoryview(raw)[::2], memoryview(raw)[::-1], memoryview(raw).cast("?"), memoryview(raw).cast("b")[1::3]):
    print(view.format, walk(view), total(view, 300))


def chars(m, n):
    s = b""
    for i in range(n):
        s = m[i % len(m)]
    return s


print(chars(memoryview(raw).cast("c"), 300))


def grid(m, rows, columns):
    s = 0
    for i in range(rows):
        for j in range(columns):
            s += m[i, j] * (i + 1)
    return s


print(grid(memoryview(q).cast("B").cast("q", (20, 20)), 20, 20))


def heat(now, then, rows, columns):
    for i in range(1, rows - 1):
        for j in range(1, columns - 1):
            then[i, j] = now[i, j] * 0.5 + (now[i - 1, j] + now[i + 1, j] + now[i, j - 1] + now[i, j + 1]) * 0.125
    return then[1, 1] + then[-2, -2] + len(then)


def plane(code, rows, columns):
    return memoryview(array(code, [k % 7 for k in range(rows * columns)])).cast("B").cast(code, (rows, columns))


now, then = plane("d", 30, 40), plane("d", 30, 40)
for _ in range(6):
    print(heat(now, then, 30, 40))
    now, then = then, now


def trace(m, n):
    s = 0
    for i in range(n):
        s += m[i, i] - m[-1 - i, i]
        m[i, i] = i
    return s


for code in "bHiqf":
    print(code, trace(plane(code, 90, 90), 90), grid(plane(code, 50, 60).toreadonly(), 50, 60))


def around(a, b):
    s = 0
    for k, x in enumerate(a, 5):
        s += k * x
    for x, y in zip(a, b):
        s += x * y
    for x, y in zip(b, range(10**6)):
        s += x ^ y
    for k, (x, y) in enumerate(zip(a, b)):
        s -= k * x + y
    return s


print(around(q, raw), around(raw, memoryview(raw)), around(bytes(raw), array("b", range(100))), around([1] * 300, raw))
