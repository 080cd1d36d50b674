# checks: for over lists and tuples of ints, floats, bools, None and mixtures
# native: required
def total(values):
    s = 0
    for v in values:
        s += v
    return s


def nones(values):
    c = 0
    for v in values:
        if v is None:
            c += 1
        elif v is True:
            c += 100
    return c


ints = [i * 3 - 1000 for i in range(3000)]
floats = [i * 0.25 for i in range(3000)]
print(total(ints), total(tuple(ints)), total(floats), total(tuple(floats)))
print(total([True, False, True] * 1000), total(ints + floats), total(floats + ints), total((1, 2.5, True) * 1000))
print(total([2**62] * 3000), total([2**63] * 3000), total([]), total(()))
print(nones([None, True, 1, False, None] * 600))
nested = [(i, i + 0.5, [i]) for i in range(3000)]


def unpack(rows):
    a = b = c = 0
    for i, f, (x,) in rows:
        a += i
        b += f
        c += x
    return a, b, c


print(unpack(nested))
print(total(x for x in ints))
