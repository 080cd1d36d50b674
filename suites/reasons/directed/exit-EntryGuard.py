# checks: a variable that has another type than the compiled loop expects keeps it from being entered
# native: required
# reaches: exit EntryGuard


def scaled(n, factor):
    total = factor
    for i in range(n):
        total = total + i * factor
    return total


print(scaled(500, 3))
for factor in (0.5, True, 1 << 70, 2 - 1j, 7) * 4:
    print(scaled(30, factor))
