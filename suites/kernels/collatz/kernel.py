"""Collatz: the start below `n` with the most steps to 1, and the number of its steps, as one number."""
import sys

SIZE = 60_000


def sized(scale):
    """The `n` of `run` whose work is about `scale` times the default's."""
    return max(2, round(SIZE * scale))


def run(n):
    best_start = 1
    best_steps = 0
    for start in range(1, n):
        value = start
        steps = 0
        while value != 1:
            if value % 2 == 0:
                value //= 2
            else:
                value = 3 * value + 1
            steps += 1
        if steps > best_steps:
            best_steps = steps
            best_start = start
    return best_start * 1000 + best_steps


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
