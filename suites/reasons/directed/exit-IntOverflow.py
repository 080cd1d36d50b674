# checks: an int that leaves 64 bits becomes a big one, and comes back
# native: required
# reaches: exit IntOverflow


def grow(n, start, factor, step):
    x = start
    for i in range(n):
        x = x * factor + step
        x -= i
    return x


def there_and_back(n, start):
    x = start
    for i in range(n):
        if i & 1:
            x += 3 << 61
        else:
            x -= 3 << 61
    return x


print(grow(400, 1, 1, 2))
for start, factor, step in ((1, 3, 1), (-1, 3, -1), ((1 << 63) - 300, 1, 2), (-(1 << 63) + 300, 1, -1), (5, -2, 0)):
    print(grow(300, start, factor, step))
print([there_and_back(n, start) for n in (100, 101) for start in (0, 1 << 62, -(1 << 62), (1 << 63) - 1)])
