# checks: result: int value (chunks of a counted loop that is entered from the end of another one; 846b6a2)
# native: required
# configuration: threshold-2


def f(n):
    t = 0
    for k in range(n):
        for i in range(7):
            t += i
        for j in range(9):
            t -= j * 2
        for m in range(5):
            t ^= m
    return t


RESULTS = [f(300)]
