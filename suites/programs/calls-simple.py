# checks: calls of Python functions: one in another, several returns, none, early return from a loop
# native: required
def square(x):
    return x * x


def hypotenuse(a, b):
    return (square(a) + square(b)) ** 0.5


def sign(x):
    if x > 0:
        return 1
    if x < 0:
        return -1
    return 0


def nothing(x):
    x += 1


def find(a, wanted):
    for i, x in enumerate(a):
        if x == wanted:
            return i
    return -1


def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


def run(n):
    s = 0
    f = 0.0
    nones = 0
    for i in range(-n, n):
        s += square(i) * sign(i) + is_prime(i)
        f += hypotenuse(i, i * 0.5)
        if nothing(i) is None:
            nones += 1
    return s, f, nones


print(run(1500))
a = list(range(500))
t = 0
for k in range(600):
    t += find(a, k)
print(t)
