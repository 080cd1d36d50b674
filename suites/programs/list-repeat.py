# checks: [x] * n with ints, floats, None, zero and negative counts; rows made apart and rows that are one
# native: required
def tables(n):
    s = 0
    for i in range(n):
        a = [0] * (i % 9)
        b = [0.5] * 4
        c = [None] * (i % 3 - 1)
        s += len(a) + b[3] * 2 + len(c)
        if a:
            a[0] = i
            s += a[-1]
    return s


def doubled(n):
    s = 0
    for i in range(n):
        d = 2 * [i, i + 1]
        s += d[2] + len([1, 2.5] * (i % 3))
    return s


def grid(n):
    rows = [[0] * n for _ in range(n)]
    same = [[0] * n] * n
    for i in range(n):
        for j in range(n):
            rows[i][j] += i * j
            same[i][j] += 1
    return sum(sum(r) for r in rows), same[0][0], same[0] is same[1], rows[0] is rows[1]


print(tables(3000), doubled(1000), grid(60))
x = 123456.5
a = [x] * 1000
hits = 0
for y in a:
    if y is x:
        hits += 1
print(hits)
