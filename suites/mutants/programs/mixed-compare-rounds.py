def f(n):
    equal = 0
    x = 2.0**53
    k = 2**53
    for i in range(n):
        if k == x:
            equal = equal + 1
        k = 2**53 + i % 2
    return equal


RESULTS = [f(200)]
