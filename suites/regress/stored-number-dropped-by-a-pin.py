# checks: exit: signal SIGSEGV, result: int value (found by tracejit fuzz --mutants, with the right engine)
# native: required
# configuration: quick
# The number stored into a closure cell or a list was left in a keep-alive cell of the round before, which a pin used again.
import gc

STEP = 1
RESULTS = []


def cells(b, c):
    d = 0

    def kept():
        return c

    for i in range(102):
        d, c = (c, d)
        c -= STEP
    return d, c


def items(a, b):
    for i in range(300):
        x = a[0]
        a[0] = b[0]
        b[0] = x
        a[1] = a[0] + 1000
    return a, b


def main():
    RESULTS.clear()
    for k in range(4):
        RESULTS.append(cells(0, 0))
        RESULTS.append(items([5000 + k, 2], [7000 + k, 3]))
        gc.collect()
    RESULTS.append([object() is None for _ in range(1000)].count(True))


main()
print(RESULTS)
