"""The order in which a parallel loop adds floats, in plain Python: what the result must be, bit by bit, for any number of threads."""

GRID = 1024


def grid_sum(values, start=0.0):
    """`start` plus the sums of chunks of 1024 values, counted from the loop's start: each from -0.0 in order, then in order."""
    total = start
    values = list(values)
    for first in range(0, len(values), GRID):
        chunk = -0.0
        for value in values[first : first + GRID]:
            chunk += value
        total += chunk
    return total
