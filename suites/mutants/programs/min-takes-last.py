def f(n):
    x = 0.0
    y = 0.0
    for i in range(n):
        y = min(x, -0.0)
    return y


RESULTS = [f(100)]
