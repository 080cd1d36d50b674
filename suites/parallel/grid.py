"""The order in which a parallel loop adds floats, in plain Python: what the result must be, bit by bit, for any number of threads."""

GRID = 1024


def grid_sum(values, start=0.0):
    """`start` plus the first 1024 values, one by one; then the sums of chunks of 1024, each from -0.0 in order.

    Chunks end where the loop's index, here from 0, is a multiple of 1024.
    """
    total = start
    values = list(values)
    for value in values[:GRID]:
        total += value
    for first in range(GRID, len(values), GRID):
        chunk = -0.0
        for value in values[first : first + GRID]:
            chunk += value
        total += chunk
    return total
