def f(n):
    s = 1
    for i in range(n):
        s = s * 7 if i > n - 40 else i
    return s


RESULTS = [f(200)]
