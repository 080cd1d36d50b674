# checks: ** of floats and mixed: roots, negative bases (complex results), overflow, zero to negative
# native: required
def power(a, b, n):
    r = None
    for _ in range(n):
        r = a**b
    return r


inf = float("inf")
VALUES = [0.0, -0.0, 1.0, -1.0, 0.5, 2, -2, 2.5, -8.0, 1e200, inf, -inf, float("nan"), 3, 0]
for a in VALUES:
    line = []
    for b in VALUES:
        try:
            line.append(repr(power(a, b, 22)))
        except (ZeroDivisionError, OverflowError) as error:
            line.append(type(error).__name__ + str(error))
    print(*line)


def distance(n):
    total = 0.0
    for i in range(n):
        total += (i**2 + 2.5**2) ** 0.5
    return total


print(repr(distance(3000)))
