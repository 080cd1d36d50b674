def f(values):
    s = 0
    for x in values:
        s = s + x
    return s


RESULTS = [f([1] * 150 + [7.5, 8])]
