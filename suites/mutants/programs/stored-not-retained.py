def f(a, b, n):
    s = 0
    for i in range(n):
        x = a[i]
        s = s + x
        b[i] = x
    return s


source = [1000 + i for i in range(200)]
copy = [None] * 200
RESULTS = [f(source, copy, 200)]
del source
junk = [5000 + i for i in range(2000)]
RESULTS.append(sum(copy))
