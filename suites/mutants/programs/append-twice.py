def f(n):
    out = []
    a = 1
    for i in range(n):
        out.append(i)
        a = (a & ((1 << 62) - 1)) * 5
    return out, a


RESULTS = [f(200)]
