# checks: an overflow, a division by zero or another type in the middle of an expression with values on the stack
# native: required
def wide(n):
    t = 0
    out = []
    for i in range(n):
        x = 2**62 if i % 300 == 299 else i
        t = 3 + t * 1 + (x + x) % 1009 + len([i, x * 4, t % 7])
        out.append((i, x + 2**62, -t))
    return t, out[299], out[-1]


def zero(n):
    t = 0
    for i in range(n):
        try:
            t = t + i * (7 + 100 // (i % 250)) - t % (i % 125)
        except ZeroDivisionError:
            t = t + 1
    return t


def other_type(n):
    t = 0
    a = [1] * n
    a[n // 2] = 2.5
    a[n - 3] = True
    for i in range(n):
        t = (t + 1) + (2 * a[i] + (i - a[-i - 1])) * (3 - a[i] ** 2)
    return t


print(wide(2000), zero(2000), other_type(2000))
