"""Product of two n by n matrices held as lists of lists of floats: sum of one diagonal and one row of the product."""
import functools
import sys

from tracejit import jit

SIZE = 320


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(2, round(SIZE * scale ** (1 / 3)))


@functools.cache
def matrix(n, seed):
    return [[(i * seed + j * 3) % 17 / 4.0 for j in range(n)] for i in range(n)]


@jit(parallel=True)
def multiply(a: list[list[float]], b: list[list[float]], c: list[list[float]]) -> None:
    n = len(a)
    for i in range(n):
        row = a[i]
        out = c[i]
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += row[k] * b[k][j]
            out[j] = total


def run(n):
    c = [[0.0] * n for _ in range(n)]
    multiply(matrix(n, 5), matrix(n, 11), c)
    result = 0.0
    for k in range(n):
        result += c[k][k] - c[n // 2][k]
    return result


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
