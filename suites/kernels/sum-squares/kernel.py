"""Sum of squares over a list of floats, `n` times over."""
import sys

SIZE = 150
LENGTH = 100_000


def sized(scale):
    """The `n` of `run` whose work is about `scale` times the default's."""
    return max(1, round(SIZE * scale))


def sum_squares(values):
    total = 0.0
    for value in values:
        total += value * value
    return total


def run(n):
    values = [i * 0.001 for i in range(LENGTH)]
    result = 0.0
    for i in range(n):
        values[i % LENGTH] = i * 0.5
        result += sum_squares(values)
    return result


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
