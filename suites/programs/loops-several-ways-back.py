# checks: loops with several back edges: an `if` that ends the body, `continue`, both in nested loops, with types that differ
# native: required
def count(values, limit):
    below = 0
    above = 0
    for value in values:
        if value < limit:
            below += 1
        else:
            above += 1
    return below, above


def skip(n):
    total = 0
    last = None
    for i in range(n):
        if i % 3 == 0:
            continue
        if i % 5 == 0:
            last = i
            continue
        total += i
    return total, last, i


def pairs(n):
    found = []
    for a in range(n):
        for b in range(a):
            if (a * b) % 7 == 3:
                if a - b > 20:
                    continue
                found.append(a * 1000 + b)
        if a % 2:
            found.append(-a)
    return len(found), sum(found)


def waiting(n):
    i = 0
    odd = 0
    while i < n:
        i += 1
        if i % 2 == 0:
            continue
        if i % 7 == 0:
            odd += i
    return i, odd


def kinds(n):
    """The last item is an int on one way back and a float on the other."""
    item = 0
    seen = 0.0
    for i in range(n):
        seen += item
        if i % 4 == 1:
            item = i * 0.5
        else:
            item = i
    return item, seen


values = [(i * 7919) % 1024 for i in range(5000)]
print(count(values, 512), count(values, 0), count(values, 2000), count([2**62, 2**63, -2**64] * 50, 2**63))
print(skip(5000), pairs(120), waiting(5000), kinds(4000), kinds(4002))
