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


print(volume(3000), seed)
