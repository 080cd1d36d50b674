# checks: << and >> by every count from 0 to 70, of both signs, and negative counts
# native: required
def shifts(x, n):
    left = right = 0
    for k in range(n):
        left ^= x << (k % 70)
        right ^= x >> (k % 70)
    return left, right


for x in (0, 1, -1, 5, -5, 2**31, -(2**31), 2**62, 2**63 - 1, -(2**63), 2**70):
    print(x, *shifts(x, 2000))


def one(x, k, n):
    r = 0
    for _ in range(n):
        r = (x << k) - (x >> k)
    return r


for x in (1, -1, 3, 2**40):
    for k in (0, 1, 22, 23, 62, 63, 64, 65, 1000):
        print(x, k, one(x, k, 30) % (2**89 - 1))
for k in (-1, -64):
    try:
        one(1, k, 30)
    except ValueError as error:
        print(error)


def mixing(n):
    h = 1469598103934665603
    for i in range(n):
        h ^= i & 0xFF
        h = (h * 1099511628211) & 0xFFFFFFFFFFFFFFFF
        h ^= h >> 29
    return h


print(mixing(5000))
