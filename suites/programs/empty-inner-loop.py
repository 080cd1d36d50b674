# checks: an inner loop that is empty at first and gets iterations later, over range, list, zip and enumerate
# native: required
def ranges(n):
    total = 0
    for i in range(n):
        for j in range(i - n // 2):
            total += j
        else:
            total += 1
    return total, i, j


def lists(n):
    a = []
    total = 0
    for i in range(n):
        for x in a:
            total += x
        if i == n // 2:
            a = [1, 2.5]
        for k, x in enumerate(a):
            total += k
        for x, y in zip(a, a):
            total += x * y
    return total, len(a)


def at_the_edge(n):
    total = 0
    for i in range(n):
        for j in range(2**63 - 50 - i % 40, 2**63 - 1, 7):
            total ^= j
        for j in range(-(2**63) + 50 + i % 40, -(2**63), -7):
            total ^= j
    return total, j


print(ranges(400), lists(2000), at_the_edge(500))
