def f(n):
    s = 0
    x = 0.5
    for i in range(n):
        s = s + round(x)
        x = x + 1.0
    return s


RESULTS = [f(100)]
