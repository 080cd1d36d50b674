# checks: exit: signal SIGSEGV (found by hand, beside suites/traps/no-leak-recursive.py)
# native: required
# configuration: quick
# A tuple made for a list that was itself being made took the keep-alive cell of that list, which was freed.
RESULTS = []


def f(n):
    total = 0
    for i in range(n):
        xs = [(i, i + 1), (i + 2.5, i)]
        ys = [i * 1.5, (i, (i, 2))]
        total += len(xs) + len(ys)
    return total, xs, ys


for _ in range(3):
    RESULTS.append(f(300))
