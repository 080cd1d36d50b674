def f(n):
    x = 3.0
    y = 0.0
    for i in range(n):
        y = x * 0.0
        x = x - 1.0
    return y


RESULTS = [f(100)]
