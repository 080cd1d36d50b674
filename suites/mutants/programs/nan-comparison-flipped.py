def f(values):
    less = 0
    for x in values:
        if x < 2.0:
            less = less + 1
    return less


RESULTS = [f([1.0, 3.0, float("nan"), float("nan")] * 50)]
