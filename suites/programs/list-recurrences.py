# checks: items that the round before stored or read: one list under two names, the numbers around, other kinds, overflow, identities, index errors
# native: required
import sys


def running(a, c):
    for i in range(1, len(a)):
        a[i] = a[i - 1] + c
    return a[-1]


def rows(previous, current, b, letter):
    for j in range(len(b)):
        cost = 0 if letter == b[j] else 1
        current[j + 1] = min(previous[j] + cost, previous[j + 1] + 1, current[j] + 1)


def smooth(a, out):
    for i in range(1, len(a) - 1):
        out[i] = a[i - 1] + 2 * a[i] + a[i + 1]


def cross(a, b):
    for i in range(1, len(a)):
        a[i] = b[i - 1] + 1
        b[i] = a[i - 1] + 2


def behind(a, k, c):
    i = 1
    while i < len(a):
        a[i] = a[i - 1] + 1
        a[k] = c
        i += 1


def backwards(a):
    for i in range(len(a) - 2, -1, -1):
        a[i] = a[i + 1] + a[i]


def odd(a):
    for i in range(2, len(a), 2):
        a[i] = a[i - 2] + 3


def sometimes(a):
    for i in range(1, len(a)):
        if a[i] % 3:
            a[i] = a[i - 1] + 1


def round_the_end(a, start):
    i = start
    while i < len(a):
        a[i] = a[i - 1] + 1
        i += 1


def growing(a):
    for i in range(1, 3000):
        a.append(a[i - 1] + 1)
        a[i] = a[i - 1] + 2


def kept(a, n):
    last = None
    for i in range(1, n):
        last = a[i - 1]
        a[i] = last + 1
    return last


def past_the_end(a, n):
    i = last = 0
    try:
        for i in range(1, n):
            last = a[i - 1]
            a[i] = last + 1
    except IndexError as error:
        print("IndexError", error, i, last)


def digest(a):
    total = 0
    for x in a:
        total = (total * 31 + (x if isinstance(x, int) else int(x * 4))) % 1000003
    return total, a[:3], a[-3:], len(a)


N = 3000
LOW = -(2 ** 31)

for _ in range(3):
    print(running([5] * N, 3), running([LOW - 6] * N, 2), running([-N] * N, 1), running([LOW] * N, 0))
    print(running([2 ** 63 - 1500] * N, 1), running([0.5] + [1] * N, 1), running([True] + [1] * N, 1))
    print(running([2 ** 30 - 40] * N, 1), running([-(2 ** 30) + 40] * N, -1), running([300] * N, -1))

    b = [(k * 7 + k // 3) % 4 for k in range(N)]
    previous, current = list(range(N + 1)), [0] * (N + 1)
    for letter in (1, 3, 2):
        rows(previous, current, b, letter)
        previous, current = current, previous
    print(digest(previous), digest(current))
    same = list(range(N + 1))
    rows(same, same, b, 2)
    print(digest(same))
    all_three = [k % 5 for k in range(N + 1)]
    try:
        rows(all_three, all_three, all_three, 2)
    except IndexError as error:
        print("IndexError", error)
    print(digest(all_three))

    a = [(k * k) % 1009 - 400 for k in range(N)]
    out = [0] * N
    smooth(a, out)
    print(digest(out))
    smooth(a, a)
    print(digest(a))
    a[N // 2] = 0.25
    smooth(a, out)
    smooth(a, a)
    print(digest(out), digest(a))
    a = [(k * k) % 1009 - 400 for k in range(N)]
    a[N // 2] = 2 ** 70
    smooth(a, a)
    print(digest(a))

    x, y = list(range(N)), list(range(N, 0, -1))
    cross(x, y)
    print(digest(x), digest(y))
    cross(x, x)
    print(digest(x))

    for k in (0, 7, N // 2, N - 1, -1, -N):
        a = list(range(N))
        behind(a, k, 77)
        behind(a, k, LOW)
        print(digest(a))
    for function in backwards, odd, sometimes, growing:
        a = [k % 50 for k in range(N)]
        function(a)
        print(function.__name__, digest(a))
    for start in (-1, -2, 1 - N, 0, 1):
        a = list(range(N))
        round_the_end(a, start)
        two = [9, 4]
        round_the_end(two, max(start, -1))
        print(start, digest(a), two)

    a = list(range(1000, 1000 + N))
    first = a[0]
    last = kept(a, N)
    print(last is a[N - 2], last, a[0] is first)
    past_the_end(a, N + 5)
    print(digest(a))
    a[N // 2] = "text"
    try:
        running(a, 1)
        smooth(a, out)
        print(digest(a))
        a[N // 2] = None
        smooth(a, a)
    except TypeError as error:
        print("TypeError", error, a[N // 2 - 2 : N // 2 + 3])
print(sys.getrefcount(a))
