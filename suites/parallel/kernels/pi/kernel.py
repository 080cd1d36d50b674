"""Pi by Monte Carlo. Each sample draws its point by a linear congruential generator seeded with the sample's number."""
import sys

from tracejit import jit

SIZE = 20_000_000


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(1, round(SIZE * scale))


@jit(parallel=True)
def inside(n: int) -> int:
    count = 0
    for sample in range(n):
        seed = (sample * 747796405 + 2891336453) & 0x7FFFFFFF
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        x = seed / 2147483648.0
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        y = seed / 2147483648.0
        if x * x + y * y <= 1.0:
            count += 1
    return count


def run(n):
    return 4.0 * inside(n) / n


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
