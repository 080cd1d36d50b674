# checks: a generator of random numbers kept in module state and used by an inlined function
# native: required
seed = 12345


def rand():
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 11) / 9007199254740992.0


def volume(n):
    inside = 0
    for _ in range(n):
        x = rand() * 2 - 1
        y = rand() * 2 - 1
        z = rand() * 2 - 1
        if x * x + y * y + z * z <= 1.0:
            inside += 1
    return inside


def small():
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed / 2147483648.0


def area(n):
    inside = 0
    for _ in range(n):
        x = small()
        y = small()
        if x * x + y * y <= 1.0:
            inside += 1
    return inside


print(volume(3000), seed)
seed = 1
print(area(3000), seed)
