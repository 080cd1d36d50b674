# checks: the six comparisons of ints, bools and floats with one another, at the edges of 2**53 and 2**63
# native: required
def six(a, b, n):
    r = 0
    for _ in range(n):
        r = (a < b) + (a <= b) * 2 + (a == b) * 4 + (a != b) * 8 + (a > b) * 16 + (a >= b) * 32
    return r


inf = float("inf")
nan = float("nan")
VALUES = [0, -0.0, 1, True, False, 1.0, -1, 0.5, 2**53, 2**53 + 1, float(2**53), 2**63 - 1, 2**63, float(2**63), -(2**63),
          -float(2**63), 2**64, 1e308, 10**308, 10**400, inf, -inf, nan]
for a in VALUES:
    print(*[six(a, b, 22) for b in VALUES])
