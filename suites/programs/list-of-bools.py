# checks: bools in lists stay bools: identity, counting, negation in place, sums
# native: required
def flips(n):
    flags = [False] * 50
    for i in range(n):
        flags[i * 7 % 50] = not flags[i * 7 % 50]
    return flags, sum(flags)


def compare_stores(n):
    out = [None] * n
    for i in range(n):
        out[i] = i % 3 == 1
    trues = 0
    for x in out:
        if x is True:
            trues += 1
        elif x is not False:
            trues += 1000
    return trues, out[:4]


def counts(n):
    t = 0
    for i in range(n):
        b = i > n // 2
        t += b
        t += b + b * 3
        t -= b is False
    return t, b, type(t).__name__


print(flips(3000), compare_stores(3000), counts(3000))
