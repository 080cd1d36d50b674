def f(n):
    a = 0
    b = 0
    for i in range(n):
        a = a + 1
        b = a * 3
    return a, b, i


RESULTS = [f(100)]
