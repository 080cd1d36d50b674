# checks: int / int rounds as CPython does also above 2**53, and raises for zero and for what is too large
# native: required
def divide(a, b, n):
    x = 0.0
    for _ in range(n):
        x = a / b
    return x


VALUES = [1, 3, 7, -7, 10, 2**53 - 1, 2**53, 2**53 + 1, 2**54 + 3, 2**62 + 1, 2**63 - 1, -(2**63), 2**64 + 1, 10**30]
for a in VALUES + [0]:
    for b in VALUES:
        print(a, b, repr(divide(a, b, 25)))


def harmonic(n):
    total = 0.0
    for i in range(1, n):
        total += 1 / i - 1 / (i + 2**53)
    return total


print(harmonic(5000))
for a, b in [(1, 0), (10**400, 1), (10**400, 10**399)]:
    try:
        print(divide(a, b, 30))
    except (ZeroDivisionError, OverflowError) as error:
        print(type(error).__name__, error)
