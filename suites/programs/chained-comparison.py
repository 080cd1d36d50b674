# checks: chained comparisons: each operand is evaluated once, and not at all after the first False
# native: required
def once(x):
    calls[0] += 1
    return x


def count(n):
    hits = 0
    for i in range(n):
        if 10 <= i < 2000:
            hits += 1
        if 0 < i % 7 < 5 != 3:
            hits += 1
        if not (1 < once(i) < 100 < once(i + 50)):
            hits += 10
    return hits


def floats(n):
    hits = 0
    nan = float("nan")
    for i in range(n):
        x = i * 0.5
        hits += -1.0 < x <= 700 > 3.5
        hits += x < nan < x + 1
        hits += 1.0 <= x == x < 10**20
    return hits


calls = [0]
print(count(3000), calls, floats(3000))
