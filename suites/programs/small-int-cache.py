# checks: ints from -5 to 256 that a loop computes are the shared objects, as everywhere in CPython
# native: required
def computed(n):
    shared = 0
    out = [None] * n
    for i in range(n):
        out[i] = i - 5 - i // 262 * 262
    for x in out:
        if x is TABLE[x + 5]:
            shared += 1
    return shared


def carried(n):
    t = 0
    for i in range(n):
        t = (t + 1) % 200
    return t is TABLE[t + 5], t


TABLE = [x for x in range(-5, 257)]
print(computed(3000), carried(3000))
