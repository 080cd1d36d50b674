# checks: a local that is int and later float, then None, then bool, in one loop and over calls
# native: required
def int_then_float(n):
    x = 0
    for i in range(n):
        if i == n // 2:
            x = x + 0.5
        x += 1
    return x


def parameter(x, n):
    t = x
    for i in range(n):
        t = t + x * 2 - i
    return t


def through_kinds(n):
    x = 0
    t = 0
    log = []
    for i in range(n):
        if i % 400 == 0:
            x = [1, 2.5, True, 2**65, -0.0][i // 400 % 5]
        t = t + x
        if i % 400 == 399:
            log.append(t)
    return log


def optional(n):
    best = None
    for i in range(n):
        v = (i * 7919) % 10007
        if best is None or v > best:
            best = v
        if i % 1000 == 999:
            best = None
    return best


print(int_then_float(3000), parameter(1, 2000), parameter(1.5, 2000), parameter(True, 2000), parameter(2**63, 2000), parameter(3, 2000))
print(through_kinds(4000), optional(3500), optional(3000))
