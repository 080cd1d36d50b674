"""Dot product of two arrays of n doubles, which no cache holds. The sum is the one of the fixed grid (../../grid.py)."""
import array
import functools
import sys

from tracejit import jit

SIZE = 10_000_000


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(1, round(SIZE * scale))


@functools.cache
def vectors(n):
    """Always the same for one n; products of them are rounded, so that the order of a sum is seen."""
    period = 1009
    x = array.array("d", [1.0 / (k + 3) for k in range(period)])
    y = array.array("d", [(k * 7 % 13) - 5.9 for k in range(period)])
    turns = n // period + 1
    return (x * turns)[:n], (y * turns)[:n]


@jit(parallel=True)
def dot(x: array.array, y: array.array) -> float:
    total = 0.0
    for i in range(len(x)):
        total += x[i] * y[i]
    return total


def run(n):
    return dot(*vectors(n))


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    run(min(4096, sized(scale)))  # the first call is interpreted in part: its sum is not the grid's
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
