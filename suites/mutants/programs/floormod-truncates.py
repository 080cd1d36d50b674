def f(n):
    s = 0
    for i in range(-n, n):
        s = s + i % 7
    return s


RESULTS = [f(100)]
