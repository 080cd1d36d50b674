"""Heat along a rod of n cells, some steps: each cell becomes a mean of its neighbours, two arrays by turns."""
import array
import sys

from tracejit import jit

SIZE = 400_000
STEPS = 50


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(8, round(SIZE * scale))


@jit(parallel=True)
def step(old: array.array, new: array.array) -> None:
    for i in range(2, len(old) - 2):
        new[i] = (old[i - 2] + 4.0 * old[i - 1] + 6.0 * old[i] + 4.0 * old[i + 1] + old[i + 2]) / 16.0


def run(n):
    old = array.array("d", bytes(8 * n))
    for k in range(0, n, 100):
        old[k] = 1.0 + k % 7
    new = array.array("d", old)
    for _ in range(STEPS):
        step(old, new)
        old, new = new, old
    result = 0.0
    for k in range(0, n, 97):
        result += old[k]
    return result


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
