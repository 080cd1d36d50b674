# checks: ** of ints: small exponents, results beyond 64 bits, negative exponents, zero bases, modulus
# native: required
def powers(n):
    total = 0
    for i in range(-n, n):
        total += i**2 + i**3 - i**0 + i**1
    return total


def high(n):
    total = 0
    for i in range(n):
        total ^= (i % 12) ** (i % 30)
    return total


def inverse(n):
    total = 0.0
    for i in range(1, n):
        total += i**-1 + 2**-i
    return total


def modular(n):
    total = 0
    for i in range(n):
        total += pow(i, 65537, 1000003) + pow(3, i % 7)
    return total


print(powers(2000), high(2000), repr(inverse(1000)), modular(1000))
for a, b in [(0, 0), (0, -1), (-2, 63), (2, 63), (2, 62), (-2, 3), (True, 5), (1, 10**20), (-1, 10**20 + 1)]:
    try:
        r = None
        for _ in range(30):
            r = a**b
        print(a, b, r, type(r).__name__)
    except ZeroDivisionError as error:
        print(a, b, error)
