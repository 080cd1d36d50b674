def f(n):
    s = 0
    for i in range(-n, n):
        s = s * 3 + i // 7
        s = s % 1000003
    return s


RESULTS = [f(100)]
