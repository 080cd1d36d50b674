# checks: with blocks, assert, match and walrus around and in hot loops
# native: optional
class Scope:
    depth = 0

    def __enter__(self):
        Scope.depth += 1
        return self

    def __exit__(self, kind, value, trace):
        Scope.depth -= 1
        return kind is KeyError


def guarded(n):
    total = 0
    for i in range(n):
        with Scope():
            total += i
            if i % 100 == 99:
                raise KeyError(i)
            total += Scope.depth
    return total


def asserts(n, bad):
    total = 0
    for i in range(n):
        assert i != bad, f"bad {i}"
        total += i
    return total


def walrus(n):
    total = 0
    i = 0
    while (i := i + 1) < n:
        if (h := i // 2) % 3:
            total += h
        match i % 4:
            case 0:
                total += 1
            case 1 | 2:
                total -= 1
            case _:
                pass
    return total


print(guarded(2000), asserts(2000, -1), walrus(3000))
try:
    asserts(2000, 1500)
except AssertionError as error:
    print(error)
