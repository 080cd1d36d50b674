"""Sum of a list of n ints by Numba on all cores: what a user of it does, who has a list, conversion to an array included."""
import functools

import numpy
from numba import njit, prange

SIZE = 10_000_000


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(1, round(SIZE * scale))


@functools.cache
def numbers(n):
    return [k * 37 % 1_000_003 + 1000 for k in range(n)]


@njit(parallel=True)
def parallel_sum(values):
    total = 0
    for i in prange(len(values)):
        total += values[i]
    return total


def run(n):
    return parallel_sum(numpy.array(numbers(n), dtype=numpy.int64))
