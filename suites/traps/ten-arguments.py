# checks: a function of ten arguments, called by position, keyword, default and star, inlined or not
# native: required
def ten(a, b, c, d, e, f, g, h, i, j=10):
    return a - b + c - d + e - f + g - h + i * j


def run(n):
    total = 0
    for k in range(n):
        total += ten(k, 2, 3, 4, 5, 6, 7, 8, 9)
        total += ten(k, 2, 3, 4, 5, 6, 7, 8, 9, k)
        total -= ten(1, 2, 3, 4, 5, 6, g=k, h=8, i=9)
        total += ten(j=1, i=2, h=3, g=4, f=5, e=6, d=7, c=8, b=9, a=k)
    return total


def floats(n):
    total = 0.0
    for k in range(n):
        total += ten(k * 0.5, 1, 2.5, 3, 4.5, 5, 6.5, 7, 8.5, j=0.25)
    return total


def recursive(a, b, c, d, e, f, g, h, i, j):
    if a == 0:
        return b + c * 2 + d * 3 + e * 4 + f * 5 + g * 6 + h * 7 + i * 8 + j * 9
    return recursive(a - 1, j, b, c, d, e, f, g, h, i) + 1


print(run(3000), floats(3000))
for _ in range(100):
    recursive(30, 1, 2, 3, 4, 5, 6, 7, 8, 9)
print(recursive(100, 1, 2, 3, 4, 5, 6, 7, 8, 9), recursive(100, 1.5, 2, 3, 4, 5, 6, 7, 8, True))
try:
    ten(1, 2, 3)
except TypeError as error:
    print(error)
