def f(n):
    s = 0
    for i in range(n):
        s = s - i
    return s


RESULTS = [f(100)]
