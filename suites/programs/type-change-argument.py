# checks: one function called with ints, floats, wide ints, bools, strings and lists in turn
# native: required
def double_sum(x, y, n):
    for _ in range(n):
        x = x + y
    return x


def twice(x):
    return x + x


def mixed(values, n):
    out = None
    for i in range(n):
        out = twice(values[i % len(values)])
    return out


for args in [(0, 1), (0.5, 1), (1, 0.5), (True, 1), (2**63, -1), (2**62, 2**62), ("", "ab"), ((), (1,)), ([], [0]), (1j, 1), (0, 1)]:
    r = double_sum(*args, 300)
    print(type(r).__name__, len(r) if hasattr(r, "__len__") else r)
print(mixed([1], 1000), mixed([1, 2.5], 1001), mixed([1, "a"], 1002), mixed([None or 3, 2**63, True], 1001), mixed([[1]], 500))
