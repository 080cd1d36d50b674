def f(values, n):
    s = 0
    for i in range(n):
        s = s + values[i % 5 - 4]
    return s


RESULTS = [f([1, 2, 3, 4, 5, 6, 7, 8, 9], 200)]
