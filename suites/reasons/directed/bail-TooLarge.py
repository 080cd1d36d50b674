# checks: a loop whose calls, all inlined, are more than a region may hold stays interpreted
# native: optional
# reaches: bail TooLarge


def one(x):
    x = x * 3 % 1009
    x = x * 5 % 1013
    x = x * 7 % 1019
    return x + 1


def eight(x):
    return one(one(one(one(one(one(one(one(x))))))))


def sixty_four(x):
    return eight(eight(eight(eight(eight(eight(eight(eight(x))))))))


def five_hundred_and_twelve(x):
    x = sixty_four(sixty_four(sixty_four(sixty_four(x))))
    return sixty_four(sixty_four(sixty_four(sixty_four(x))))


def run(n):
    x = 1
    for i in range(n):
        x = five_hundred_and_twelve(x + i)
        x = five_hundred_and_twelve(x)
    return x


print([run(n) for n in (100, 1, 7)])
