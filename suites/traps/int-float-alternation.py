# checks: 1,000 alternations between int and float: right each time, in a local, a list and an argument
# native: required
def add(a, b):
    return a + b


def alternate(n):
    x = 0
    ints = floats = 0
    for i in range(n):
        if i % 2:
            x = x + 1
        else:
            x = x + 0.5 if type(x) is int else int(x)
        if type(x) is int:
            ints += 1
        else:
            floats += 1
    return x, ints, floats


def blocks(n):
    x = 1
    total = 0
    for i in range(n):
        if i % 100 == 0:
            x = 1.0 if x == 1 and type(x) is int else 1
        total = total + x
    return total, type(total).__name__


def arguments(n):
    out = [0] * n
    for i in range(n):
        out[i] = add(i, 1) if i % 2 else add(i, 1.0)
    return sum(out), [type(v).__name__ for v in out[:4]]


print(alternate(2000))
print(blocks(20_000))
print(arguments(3000))
for _ in range(1000):
    for value in (3, 3.0):
        r = add(value, 1)
print(r, alternate(2001))
