def f(n):
    x = 0.5
    for i in range(n):
        x = x + 1.0
    return x


RESULTS = [f(100)]
