def f(n):
    last = None
    for i in range(n):
        last = i < 5
    return last


RESULTS = [f(100)]
