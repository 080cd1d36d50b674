"""Fibonacci numbers by double recursion: calls, and little else."""
import math
import sys

SIZE = 33
GOLDEN_RATIO = 1.618033988749895


def sized(scale):
    """The `n` of `run` whose work is about `scale` times the default's: one more is 1.618 times the work."""
    return max(2, SIZE + round(math.log(scale) / math.log(GOLDEN_RATIO)))


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def run(n):
    return fib(n)


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
