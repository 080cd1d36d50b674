def f(n):
    a = 1
    for i in range(n):
        a = (a & ((1 << 62) - 1)) * 5
    return a


RESULTS = [f(200)]
