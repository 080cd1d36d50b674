def f(n):
    s = 300 - (1 << 63)
    for i in range(n):
        s = s - 3
    return s


RESULTS = [f(200)]
