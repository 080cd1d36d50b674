def f(a, b, n):
    for i in range(n):
        a[i] = i + 1
        b[i] = i + 2
    return b


RESULTS = [f([0] * 100, [0] * 100, 100)]
