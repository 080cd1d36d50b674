def f(values):
    x = 0
    for v in values:
        x = v
    return x


RESULTS = [f([None] * 150 + [7])]
