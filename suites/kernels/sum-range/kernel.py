"""Sum of a range: one int accumulator and a loop counter."""
import sys

SIZE = 16_000_000


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(1, round(SIZE * scale))


def run(n):
    total = 0
    for i in range(n):
        total += i
    return total


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
