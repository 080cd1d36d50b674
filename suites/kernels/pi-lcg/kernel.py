"""Pi by Monte Carlo, the points drawn by a linear congruential generator."""
import sys

SIZE = 1_500_000


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(1, round(SIZE * scale))


def run(n):
    seed = 42
    inside = 0
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        x = seed / 2147483648.0
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        y = seed / 2147483648.0
        if x * x + y * y <= 1.0:
            inside += 1
    return 4.0 * inside / n


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
