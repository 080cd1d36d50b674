# checks: enumerate (with start), zip of two and three of unequal length, reversed of list and range
# native: required
def numbered(a, start):
    s = 0
    for i, x in enumerate(a, start):
        s += i * x
    return s, i


def dot(a, b):
    s = 0.0
    for x, y in zip(a, b):
        s += x * y
    return s


def triple(a, b, c):
    s = n = 0
    for x, y, z in zip(a, b, c):
        s += x * y - z
        n += 1
    return s, n


def backwards(a):
    s = 0
    for x in reversed(a):
        s = s * 3 % 1000003 + x
    return s


def nested(a):
    s = 0
    for i, (x, y) in enumerate(zip(a, reversed(a))):
        s += i * x - y
    return s


a = list(range(3000))
f = [x * 0.5 for x in a]
print(numbered(a, 0), numbered(a, 5), numbered(f, -3), numbered(a, 2**63 - 10))
print(dot(f, f), dot(f, a[:100]), dot(a[:7], f))
print(triple(a, f, a[:2000]), triple(range(3000), tuple(a), f))
print(backwards(a), backwards(range(10, 4000, 3)), backwards(tuple(a)), nested(a), nested(f))
pairs = 0
for _ in range(200):
    for i, x in enumerate(a[:20]):
        pairs += i
    for x in reversed(range(5)):
        pairs -= x
print(pairs)
for pair in enumerate(a[:2]):
    print(pair)
z = zip(a, f)
taken = 0
for p in z:
    taken += 1
    if taken == 1500:
        break
print(next(z), p)
