def f(a, b, n):
    s = 0
    for i in range(n):
        x = a[i]
        b[i] = x + 1
        s = s + a[i]
    return s


same = [1, 2, 3, 4] * 50
RESULTS = [f(same, same, 200)]
