# checks: a program whose engine cannot be reached is interpreted
# native: optional
# reaches: bail EngineGone


def squares(n):
    total = 0
    for i in range(n):
        total += i * i
    return total


print([squares(n) for n in (500, 3, 1000)])
