"""Sum of a list of n ints."""
import functools
import sys

from tracejit import jit

SIZE = 10_000_000


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(1, round(SIZE * scale))


@functools.cache
def numbers(n):
    return [k * 37 % 1_000_003 + 1000 for k in range(n)]


@jit(parallel=True)
def parallel_sum(arr: list[int]) -> int:
    total = 0
    for x in arr:
        total += x
    return total


def run(n):
    return parallel_sum(numbers(n))


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
