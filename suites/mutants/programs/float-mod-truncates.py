def f(n):
    s = 0.0
    x = 50.5
    for i in range(n):
        s = s + x % 3.0
        x = x - 1.0
    return s


RESULTS = [f(100)]
