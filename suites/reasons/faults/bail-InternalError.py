# checks: an engine in which a pass fails refuses, and the program goes on interpreted
# native: optional
# reaches: bail InternalError


def squares(n):
    total = 0
    for i in range(n):
        total += i * i
    return total


print([squares(n) for n in (500, 3, 1000)])
