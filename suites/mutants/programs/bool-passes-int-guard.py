def f(values):
    last = 0
    for x in values:
        last = x & x
    return last


RESULTS = [f([7] * 150 + [True])]
