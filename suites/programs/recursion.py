# checks: recursion of one function and of two, with ints that outgrow 64 bits, floats, tuples, deep and wide
# native: required
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def factorial(n):
    return 1 if n == 0 else n * factorial(n - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def power(x, n):
    if n == 0:
        return 1.0
    half = power(x, n // 2)
    return half * half * x if n % 2 else half * half


def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def min_max(a, lo, hi):
    if hi - lo == 1:
        return a[lo], a[lo]
    mid = (lo + hi) // 2
    x, y = min_max(a, lo, mid)
    u, v = min_max(a, mid, hi)
    return (x if x < u else u), (y if y > v else v)


def hanoi(n, a, b, c):
    if n == 0:
        return
    hanoi(n - 1, a, c, b)
    c.append(a.pop())
    hanoi(n - 1, b, a, c)


print(fib(20), fib(20.5), fib(True), [factorial(n) for n in range(60)][-1], ackermann(2, 30), even(300), odd(301))
print(repr(power(1.0001, 10000)), [power(1.5, k) for k in range(200)][-1], tak(12, 8, 4))
values = [(i * 7919) % 10007 for i in range(2000)]
print(min_max(values, 0, len(values)))
pegs = [list(range(9, 0, -1)), [], []]
hanoi(9, *pegs)
print(pegs)
for _ in range(50):
    factorial(20)
print(factorial(20), factorial(21), factorial(25))
