def f(n):
    s = 0
    x = 0.75
    for i in range(n):
        s = s + int(x)
        x = x + 1.0
    return s


RESULTS = [f(100)]
