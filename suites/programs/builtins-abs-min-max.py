# checks: abs, min, max on ints, floats, bools, mixtures, nan and -0.0: which operand is returned, and its type
# native: required
def three(a, b, n):
    lo = hi = x = None
    for _ in range(n):
        lo = min(a, b)
        hi = max(a, b)
        x = abs(a)
    return lo, hi, x, lo is a, hi is a


nan = float("nan")
VALUES = [0, 1, -1, True, False, 0.0, -0.0, 1.0, -2.5, nan, float("-inf"), 2**63 - 1, -(2**63), 2**70, -(2**70)]
for a in VALUES:
    print(*[three(a, b, 22) for b in VALUES])


def clamp(n):
    s = 0
    f = 0.0
    for i in range(-n, n):
        s += max(-100, min(i, 100)) + abs(i)
        f += max(0.0, i * 0.5, 3) + min(i, 0.25, -0.0)
        s += max(i, 5, -i, 7)
    return s, f


print(clamp(2000))
a = [(i * 37) % 101 - 50 for i in range(200)]
t = 0
for k in range(500):
    t += min(a) + max(a) + max(a[k % 100:]) + min([k, 3])
print(t)
try:
    for k in range(100):
        min(a[k * 3:])
except ValueError as error:
    print(k, error)
