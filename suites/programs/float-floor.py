# checks: // and % and divmod of floats of both signs: sign of the remainder, of zero, infinities, nan
# native: required
def both(a, b, n):
    q = r = 0.0
    for _ in range(n):
        q = a // b
        r = a % b
    return q, r


inf = float("inf")
VALUES = [0.0, -0.0, 1.0, -1.0, 0.1, -0.1, 5.5, -5.5, 1e308, -1e-308, 5e-324, inf, -inf, float("nan"), 3, -3, 2**53 + 1]
for a in VALUES:
    line = []
    for b in VALUES:
        try:
            line.append(repr(both(a, b, 22)) + repr(divmod(a, b)))
        except ZeroDivisionError as error:
            line.append(str(error))
    print(*line)


def wrap(n):
    angle = 0.0
    turns = 0.0
    for i in range(-n, n):
        angle = (angle + i * 0.37) % 6.283185307179586
        turns += i * 0.37 // 6.283185307179586
    return angle, turns


print(wrap(3000))
