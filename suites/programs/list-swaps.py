# checks: items of lists exchanged: equal places, negative places, one out of range, lists under two names, rotations, finalisers
# native: required
import sys


def sort(a):
    swaps = 0
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
                swaps += 1
    return swaps


def shuffle(a, seed):
    for i in range(len(a) - 1, 0, -1):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        j = seed % (i + 1)
        a[i], a[j] = a[j], a[i]
    return seed


def reverse(a):
    low, high = 0, -1
    while low < len(a) // 2:
        a[low], a[high] = a[high], a[low]
        low += 1
        high -= 1


def two_lists(a, b):
    for i in range(len(a)):
        a[i], b[i] = b[i], a[i]


def two_names(a, b):
    for i in range(len(a) - 1):
        a[i], b[i + 1] = b[i + 1], a[i]


def rotate(a):
    for i in range(len(a) - 2):
        a[i], a[i + 1], a[i + 2] = a[i + 1], a[i + 2], a[i]


def same_place(a):
    for i in range(len(a)):
        a[i], a[i] = a[i], a[i]


def overwritten(a):
    for i in range(len(a) - 1):
        a[i], a[i + 1] = a[i + 1], a[i + 1]


class Thing:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        ended.append(self.n)


ended = []


def things(n):
    a = [Thing(k) for k in range(n)]
    for i in range(n - 1):
        a[i], a[i + 1] = a[i + 1], a[i]
    return [thing.n for thing in a]


def past_the_end(a, n):
    for i in range(n):
        a[i], a[i + 1] = a[i + 1], a[i]


def main():
    for make in (int, float, str):
        a = [make(k) for k in range(3000)]
        marker = a[1234]
        print(shuffle(a, 7), hash(tuple(a)) if make is not str else a[:9], a.count(marker), any(x is marker for x in a))
    numbers = [(k * 7919) % 211 for k in range(200)] + [float(k) for k in range(20)]
    print(sort(numbers), numbers[:5], numbers[-5:])
    a, b = [k * 1000 for k in range(2500)], [str(k) for k in range(2500)]
    reverse(a)
    print(a[:3], a[-3:])
    before = [sys.getrefcount(x) for x in a]
    two_lists(a, b)
    print(a[:3], b[:3], before == [sys.getrefcount(x) for x in b])
    two_names(b, b)
    print(b[:3], b[-3:])
    rotate(b)
    same_place(b)
    print(b[:5], b[-5:])
    overwritten(b)
    print(b[:5], b[-5:])
    print(things(2000)[-3:], sorted(ended) == list(range(2000)))
    try:
        past_the_end(a, 5000)
    except IndexError as error:
        print(error, a[-2:])


main()
