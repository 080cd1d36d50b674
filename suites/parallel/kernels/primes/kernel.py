"""Number of primes below n, by trial division: the later iterations take longer, and primes longest."""
import sys

from tracejit import jit

SIZE = 400_000


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(10, round(SIZE * scale ** (2 / 3)))


@jit(parallel=True)
def run(n: int) -> int:
    count = 0
    for k in range(2, n):
        divisor = 2
        while divisor * divisor <= k:
            if k % divisor == 0:
                break
            divisor += 1
        else:
            count += 1
    return count


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
