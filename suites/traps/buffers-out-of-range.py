# checks: what a buffer refuses raises what CPython raises, where it does, after the same work; and what a memoryview that is released does
# native: required
import traceback
from array import array


def put(a, value, n):
    done = 0
    try:
        for i in range(n):
            a[i % len(a)] = i % 100
            if i == n - 2:
                a[0] = value
            done += 1
    except (OverflowError, ValueError, TypeError) as error:
        return done, type(error).__name__, str(error)
    return done, list(a[:3])


class Index:
    def __index__(self):
        return 9

    def __float__(self):
        return 2.5


values = (-1, -129, 128, 255, 256, 2**15, -(2**15) - 1, 2**16, 2**31, 2**32, 2**62, 2**63 - 1, 2**63, 2**64, -(2**63) - 1, 1.5, "x", None, True,
          Index())
for code in "bBhHiIlLqQfd":
    for value in values:
        print(code, value if not isinstance(value, Index) else "Index", put(array(code, [0] * 5), value, 300))
for value in values:
    print(value if not isinstance(value, Index) else "Index", put(bytearray(5), value, 300), put(memoryview(bytearray(5)), value, 300))
    print(put(memoryview(bytearray(40)).cast("q"), value, 300), put(memoryview(bytearray(40)).cast("f"), value, 300))


def walk(a, last):
    total = 0
    for i in range(last):
        total += a[i]
        done[0] = i
    return total


done = [0]
for make in (lambda n: array("d", [0.5] * n), lambda n: bytearray(b"\1" * n), lambda n: memoryview(array("i", [2] * n))):
    print(walk(make(3000), 3000))
    for a, n in ((make(3), 11), (make(3000), 3001), (make(0), 1)):
        try:
            walk(a, n)
        except IndexError:
            traceback.print_exc()
        print(done)


def far(a, index, n):
    caught = 0
    for i in range(n):
        try:
            a[index] = a[index]
        except (IndexError, TypeError):
            caught += 1
    return caught


for index in (2, -3, 3, -4, 2**62, -(2**63), 2**63, True, 1.0, None):
    print(index, far(array("d", [1.0, 2.0, 3.0]), index, 200), far(bytearray(3), index, 200))

big = array("Q", [5] * 300)


def unsigned(a):
    s = 0
    for x in a:
        s += x
    for i in range(len(a)):
        s += a[i]
    return s


print(unsigned(big))
big[200] = 2**64 - 1
big[201] = 2**63
print(unsigned(big))


def read_only(m, n):
    for i in range(n):
        m[i % len(m)] = 1


for m in (memoryview(b"abc"), memoryview(bytearray(3)).toreadonly()):
    try:
        read_only(m, 300)
    except TypeError:
        traceback.print_exc()


def read(m, n):
    s = 0
    for i in range(n):
        s += m[i % 3]
    return s


m = memoryview(bytearray(b"abc"))
print(read(m, 3000))
m.release()
try:
    read(m, 3000)
except ValueError:
    traceback.print_exc()

# a released one, half-way through a loop, and an iterator over it
def released_inside(m, n):
    s = 0
    for i in range(n):
        s += m[i % 3]
        if i == n // 2:
            m.release()
    return s


try:
    released_inside(memoryview(bytearray(b"abc")), 1000)
except ValueError:
    traceback.print_exc()


def iterated(m, n):
    s = 0
    for x in m:
        s += x
        if s > n:
            m.release()
    return s


print(iterated(memoryview(bytearray(b"abc" * 500)), 10**9))
try:
    iterated(memoryview(bytearray(b"abc" * 500)), 50000)
except ValueError:
    traceback.print_exc()


# two dimensions
def corner(m, i, j, n):
    s = caught = 0
    for k in range(n):
        try:
            s += m[i, j]
            m[i, j] = k
        except (IndexError, TypeError, NotImplementedError, ValueError) as error:
            caught += 1
            last = f"{type(error).__name__}: {error}"
    return s, caught, last if caught else None


for i, j in ((0, 0), (-3, -4), (3, 0), (0, 4), (-4, 0), (0, -5), (2, 2**62), (1.0, 0), (1, True)):
    print(i, j, corner(memoryview(bytearray(12)).cast("B", (3, 4)), i, j, 300))


def whole_row(m, n):
    caught = 0
    for _ in range(n):
        try:
            m[0]
        except NotImplementedError:
            caught += 1
    return caught


print(whole_row(memoryview(bytearray(12)).cast("B", (3, 4)), 300))


# indices that are the counter and something, in loops that are asked once a chunk
def ahead(a, n, k):
    s = 0
    for i in range(n):
        s += a[i + 1] - a[i]
        done[0] = i
        a[k + i] = i & 7
    return s


def behind(a, n):
    s = 0
    for i in range(n):
        s += a[i - 1] * (i + 1) - a[i - 3]
    return s


def across(a, rows, width, n):
    s = 0
    for i in rows:
        for j in range(n):
            s += a[i * width + j]
            done[0] = (i, j)
    return s


def one_place(a, k, n):
    s = 0
    for i in range(n):
        s += a[k] + a[i]
    return s


for make in (lambda: array("q", range(2500)), lambda: bytearray(2500), lambda: memoryview(array("i", range(2500)))):
    for arguments in ((2499, 0), (2500, 0), (2400, 99), (2400, 101), (100, -50), (100, -2600), (2000, 2**62), (3000, 5)):
        try:
            print(ahead(make(), *arguments))
        except IndexError as error:
            print(arguments, error, done)
    print(behind(make(), 2500), one_place(make(), 7, 2500), one_place(make(), -1, 2500))
    for arguments in (([0, 1, 2], 50, 50), ([48, 49, 50], 50, 50), ([1, 0, -1], 50, 50), ([1, 2**62, 3], 50, 40), ([1, 2], -50, 50), ([2], 2**62, 9)):
        try:
            print([across(make(), *arguments) for _ in range(30)][-1])
        except IndexError as error:
            print(arguments, error, done)
    for k in (2499, 2500, -2500, -2501, 2**63 - 1):
        try:
            print(one_place(make(), k, 2501))
        except IndexError as error:
            print(k, error)
