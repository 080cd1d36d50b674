# checks: quicksort, heapsort and insertion sort written out, on ints, floats and mixtures
# native: required
def quick(a, lo, hi):
    while lo < hi:
        pivot = a[(lo + hi) // 2]
        i, j = lo, hi
        while i <= j:
            while a[i] < pivot:
                i += 1
            while a[j] > pivot:
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i += 1
                j -= 1
        if j - lo < hi - i:
            quick(a, lo, j)
            lo = i
        else:
            quick(a, i, hi)
            hi = j


def sift(a, root, end):
    while True:
        child = 2 * root + 1
        if child >= end:
            return
        if child + 1 < end and a[child] < a[child + 1]:
            child += 1
        if a[root] >= a[child]:
            return
        a[root], a[child] = a[child], a[root]
        root = child


def heap(a):
    n = len(a)
    for k in range(n // 2 - 1, -1, -1):
        sift(a, k, n)
    for end in range(n - 1, 0, -1):
        a[0], a[end] = a[end], a[0]
        sift(a, 0, end)


def insertion(a):
    for i in range(1, len(a)):
        x = a[i]
        j = i - 1
        while j >= 0 and a[j] > x:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = x


def data(n, kind):
    s = 1
    out = []
    for _ in range(n):
        s = s * 48271 % 2147483647
        out.append(s % 10000 if kind == 0 or kind == 2 and s % 2 else s % 10000 * 0.25)
    return out


for kind in range(3):
    for sort, n in ((lambda a: quick(a, 0, len(a) - 1), 2000), (heap, 1000), (insertion, 150)):
        a = data(n, kind)
        expected = sorted(a)
        sort(a)
        print(kind, a == expected, a[:2], a[-1])
