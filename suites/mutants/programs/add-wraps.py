def f(n):
    s = (1 << 63) - 300
    for i in range(n):
        s = s + 3
    return s


RESULTS = [f(200)]
