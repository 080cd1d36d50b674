# checks: compiled code that cannot be loaded (a damaged cache, a folder that may not hold programs) costs speed only
# native: optional
# reaches: bail CompileFailed


def squares(n):
    total = 0
    for i in range(n):
        total += i * i
    return total


print([squares(n) for n in (500, 3, 1000)])
