# checks: loops in generators stay interpreted, and the loop that consumes one is left right
# native: optional
# reaches: bail GeneratorCode


def squares(n):
    for i in range(n):
        yield i * i


def total_of(n):
    total = 0
    for square in squares(n):
        total += square
    return total


print([total_of(n) for n in (300, 1, 40)])
