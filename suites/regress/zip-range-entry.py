# checks: result: float value (regions of an inner zip are compiled for one kind of iterator and refuse to be entered with another)
# native: required
# configuration: threshold-2


def f(fs):
    t = 0.0
    for i in range(200):
        for j, y in zip(range(3), fs):
            t += y * j
    return t


RESULTS = [f([1.5, 2.5, 3.5]), f((1.5, 2.5, 3.5)), f([1, 2, 3])]
