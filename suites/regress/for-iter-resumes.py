# checks: state: int value (an exit of a for loop's arms went on after FOR_ITER, its operand missing; 8d39a2d)
# native: required
# configuration: threshold-2


def at_the_edge(n):
    total = 0
    for i in range(n):
        for j in range(2**63 - 50 - i % 40, 2**63 - 1, 7):
            total ^= j
        for j in range(-(2**63) + 50 + i % 40, -(2**63), -7):
            total ^= j
    return total, j


def empty_at_first(n):
    total = 0
    for i in range(n):
        for j in range(i - n // 2):
            total += j
    return total, i, j


RESULTS = [at_the_edge(150), empty_at_first(150)]
