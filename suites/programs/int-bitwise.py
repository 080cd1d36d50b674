# checks: & | ^ ~ of ints and bools of both signs and of all widths
# native: required
def mix(a, b, n):
    r = 0
    for i in range(n):
        r = (a & b) + (a | b) + (a ^ b) + ~a - ~b
    return r, a & b, a | b, a ^ b


VALUES = [0, 1, -1, True, False, 0xFF, -0x100, 2**31 - 1, -(2**31), 2**62, 2**63 - 1, -(2**63), 2**64 - 1, 2**100]
for a in VALUES:
    for b in VALUES:
        print(*mix(a, b, 25))


def bools(n):
    a = True
    b = False
    count = 0
    for i in range(n):
        a, b = a ^ b, a & (i % 3 == 0)
        count += a | b
    return a, b, count, type(a & b).__name__, type(a & 1).__name__


print(bools(3000))


def popcount(n):
    total = 0
    for i in range(-n, n):
        x = i & 0xFFFFFFFF
        while x:
            x &= x - 1
            total += 1
    return total


print(popcount(500))
