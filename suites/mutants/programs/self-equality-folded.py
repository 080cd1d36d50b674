def f(values):
    unequal = 0
    for x in values:
        if not x == x:
            unequal = unequal + 1
    return unequal


RESULTS = [f([float("nan"), 1.0] * 100)]
