def f(n):
    a = 1
    for i in range(n):
        a = a + 1 if i < 150 else a * 5
        a = a + 1
        a = a - 3
    return a


RESULTS = [f(200)]
