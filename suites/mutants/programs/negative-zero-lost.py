def f(n):
    x = 80.0
    y = 0.0
    for i in range(n):
        y = -x
        x = x - 1.0 if x > 0.0 else x
    return y


RESULTS = [f(100)]
