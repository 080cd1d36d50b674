# checks: tuples made in a loop and kept in lists, nested ones, slices with steps, lists grown in place
# native: required
def pairs(n):
    out = []
    for i in range(n):
        out.append((i, i * 0.5, (i % 3, None)))
    return out


def reversals(n):
    a = list(range(20))
    total = 0
    for i in range(n):
        b = a[::-1]
        c = a[1:15:3]
        d = a[-1:-9:-2]
        total += b[0] * 3 + c[-1] + d[i % 4] + len(a[i % 7 :: 5])
    return total


def grown(n):
    a = []
    b = a
    for i in range(n):
        a += [i, i + 0.5]
        if len(a) > 50:
            a = [a[-1]]
    return a, b is a, len(b)


p = pairs(3000)
print(len(p), p[:3], p[-1], type(p[7][2]))
print(reversals(3000), grown(3000))
try:
    for i in range(3000):
        [1, 2, 3][:: (i < 2500) * 1]
except ValueError as error:
    print(error, i)
