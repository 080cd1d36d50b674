def f(a, n):
    s = 0
    for i in range(n):
        a.append(i)
        s = s + len(a)
    return s


RESULTS = [f([0, 0], 100)]
