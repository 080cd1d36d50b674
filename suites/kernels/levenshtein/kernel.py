"""Levenshtein distance of two lists of small numbers, two rows of the table at a time."""
import sys

SIZE = 1600


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(2, round(SIZE * scale ** 0.5))


def letters(n, seed):
    result = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        result.append((seed >> 16) % 4)
    return result


def distance(a, b):
    previous = list(range(len(b) + 1))
    current = [0] * (len(b) + 1)
    for i in range(len(a)):
        current[0] = i + 1
        letter = a[i]
        for j in range(len(b)):
            cost = 0 if letter == b[j] else 1
            current[j + 1] = min(previous[j] + cost, previous[j + 1] + 1, current[j] + 1)
        previous, current = current, previous
    return previous[len(b)]


def run(n):
    return distance(letters(n, 1), letters(n, 2))


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
