# checks: range with start, stop, step of both signs, empty, ends at the edges of 64 bits and beyond
# native: required
def total(start, stop, step):
    s = c = 0
    last = None
    for i in range(start, stop, step):
        s += i
        c += 1
        last = i
    return s, c, last


for args in [(0, 3000, 1), (3000, 0, -1), (0, 3000, 7), (3000, -3000, -11), (5, 5, 1), (5, 0, 1), (0, 5, -1),
             (2**63 - 3000, 2**63 - 1, 1), (2**63 - 3000, 2**63 + 10, 1), (-(2**63), -(2**63) + 3000, 1),
             (-(2**63) + 3000, -(2**63) - 5, -1), (2**70, 2**70 + 50, 1), (0, 2**63 - 1, 2**62), (0, 2**65, 2**60),
             (-(2**63), 2**63 - 1, 2**61), (2**63 - 1, -(2**63), -(2**62))]:
    print(args, total(*args))


def kept(n):
    out = 0
    for i in range(n):
        i += 5
        out += i
    return out, i


def same_range(n):
    r = range(3, n, 2)
    s = 0
    for i in r:
        for j in r:
            s += j
            if j > i:
                break
    return s, len(r), r[5], r[-1]


def made_inside(n, step):
    total = 0
    for _ in range(n):
        for i in range(0, 10, step):
            total += i
    return total


print(kept(3000), same_range(300))
print(made_inside(2000, 1), made_inside(2000, 3), made_inside(2000, -1))
try:
    made_inside(100, 0)
except ValueError as error:
    print(error)
try:
    total(0, 10, 0)
except ValueError as error:
    print(error)
try:
    total(0, 10.0, 1)
except TypeError as error:
    print(error)
