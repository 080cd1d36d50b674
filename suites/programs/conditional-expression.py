# checks: a if c else b with values of one type and of two, nested, and/or that return operands
# native: required
def steps(n):
    total = 0
    last = None
    for i in range(n):
        total += 1 if i % 2 else -2
        x = i if i % 3 == 0 else i * 0.5
        total += x
        last = (None if i % 5 else i) or (i % 7 and "seven") or 0.25
        y = i and 2.5
        total += y
        z = 3 if i < 100 else 4 if i < 1000 else 5
        total -= z
    return total, last, y


def logic(n):
    hits = 0
    for i in range(n):
        if i > 10 and i % 2 == 0 or i == 3 and not i % 3:
            hits += 1
        if (i % 4 or i % 6) and (i & 8 or 0):
            hits += 2
        hits += bool(i % 3 and i % 5)
    return hits


print(steps(3000), logic(3000))
