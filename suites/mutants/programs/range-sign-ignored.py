def f(n):
    s = 0
    for i in range(n):
        for k in range(i, 0, -1):
            s = s + k
    return s


RESULTS = [f(100)]
