# checks: each way through buffers once, small: for exit stress
# native: required
from array import array


def smooth(a, b, w):
    for i in range(1, len(a) - 1):
        b[i] = (a[i - 1] + a[i + 1]) * w[0]
    return b


def total(a, b):
    s = 0
    for k, x in enumerate(a):
        s += k * x
    for x, y in zip(a, b):
        s ^= x + y
    for x in b:
        s -= x
    return s


def grid(m, n):
    for i in range(n):
        for j in range(n):
            m[i, j] = (m[j, i] + i) % 251
    return m[1, 2]


def filled(flags, n):
    try:
        for i in range(n):
            flags[i] = i * 2
    except (IndexError, ValueError) as error:
        return type(error).__name__, i
    return flags[-1]


a = array("d", [k * 0.5 for k in range(150)])
b = array("d", [0.0] * 150)
for _ in range(4):
    smooth(a, b, (0.25,))
    smooth(b, a, array("f", [0.75]))
print(a[5], b[-7], sum(a))
for _ in range(4):
    print(total(array("h", range(120)), bytearray(range(100))), grid(memoryview(bytearray(144)).cast("B", (12, 12)), 12))
print(filled(bytearray(100), 100), filled(bytearray(100), 101), filled(bytearray(200), 200), filled(array("i", [0] * 200), 200))
