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
