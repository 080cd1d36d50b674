# checks: buffers that grow, shrink and move between and inside loops; subclasses of array; resizing while a view is held
# native: required
from array import array


def grow(a, n):
    s = 0
    for i in range(n):
        a.append(i % 7)
        s += a[-1] + a[i // 2] + len(a)
    return s


def shrink(a):
    s = 0
    for i in range(10**6):
        if not a:
            break
        s += a[-1]
        if i % 3 == 0:
            a.pop()
    return s


def growing_walk(a, most):
    s = 0
    for x in a:
        s += x
        if len(a) < most:
            a.append(x)
    return s


for make in (lambda: array("q", [1]), lambda: bytearray([1])):
    a = make()
    print(grow(a, 3000), shrink(a), len(a), growing_walk(make(), 2000))


def read(a, n):
    s = 0
    for i in range(n):
        s += a[i % len(a)]
    return s


a = array("d", [1.5] * 10)
print(read(a, 1000))
for _ in range(50):
    a.extend([2.5] * 1000)
    print(read(a, 500), end=" ")
del a[5:]
print(read(a, 1000))


class Mine(array):
    def __getitem__(self, index):
        return 41

    def __len__(self):
        return 7


class Bytes(bytearray):
    def __getitem__(self, index):
        return 42


Named = type("array.array", (), {"__getitem__": lambda self, index: 43, "__len__": lambda self: 3})
print(read(Named(), 1000))
print(read(Mine("d", [1.0] * 10), 1000), read(Bytes(10), 1000), read(array("d", [1.0] * 10), 1000))

held = bytearray(100)
view = memoryview(held)
print(read(held, 1000), read(view, 1000))
try:
    held.append(1)
except BufferError as error:
    print(error)
view.release()
held.append(7)
print(read(held, 1010))


def changed_kind(items, n):
    # the variable is another kind of buffer each time
    s = 0
    for k in range(n):
        a = items[k % len(items)]
        for i in range(4):
            s += a[i]
    return s


print(changed_kind([array("d", [0.5] * 4), array("q", [3] * 4), bytearray(4), [1, 2, 3, 4], (5, 6, 7, 8), memoryview(b"abcd"), b"efgh"], 700))


def temporaries(n):
    s = 0
    for i in range(n):
        a = array("i", [i, i + 1])
        s += a[0] * a[1]
        for x in bytearray([1, 2, i & 7]):
            s += x
    return s


print(temporaries(500))


class Watched:
    def __init__(self, log):
        self.log = log

    def __del__(self):
        self.log.append(1)


def referents(n):
    # a weak reference's callback runs when the array goes
    import weakref

    gone = []
    a = array("d", [1.0] * 4)
    s = 0.0
    for i in range(n):
        s += a[i % 4]
        if i % 50 == 0:
            a = array("d", [2.0] * 4)
            ref = weakref.ref(a, lambda _, i=i: gone.append(i))
            refs.append(ref)
    return s, gone


refs = []
print(referents(600))
