# checks: a list whose elements change type in the middle or at the end: int, float, None, string
# native: required
def total(a):
    s = 0
    i = 0
    try:
        for i, x in enumerate(a):
            s += x
    except TypeError as error:
        return s, i, str(error)
    return s, i


def fill(n):
    a = [0] * n
    for i in range(n):
        a[i] = i if i < n // 2 else i * 0.5
    return a


def count_kinds(a):
    ints = others = nones = 0
    for x in a:
        if x is None:
            nones += 1
        elif x == x:
            ints += 1
    return ints, nones


print(total(list(range(3000))), total([0.5] * 3000))
print(total(list(range(2000)) + ["end"]), total([1, 2.5] * 1000 + [None]), total([1] * 1500 + [2**64] + [1] * 1500))
print(total(fill(3000)), total([1] * 1000 + [0.5] * 1000 + [True] * 1000))
print(count_kinds([1, None, 2.5, "text", True] * 400))
a = list(range(2000))
for k in range(30):
    total(a)
a[-1] = "text"
print(total(a))
a[-1] = 1
print(total(a))
