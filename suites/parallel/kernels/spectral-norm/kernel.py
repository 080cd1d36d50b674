"""Spectral norm of an infinite matrix cut off at n by n: a small function called for every element."""
import math
import sys

from tracejit import jit

SIZE = 500


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(2, round(SIZE * scale ** 0.5))


@jit
def element(i: int, j: int) -> float:
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


@jit(parallel=True)
def times(v: list[float], out: list[float], n: int) -> None:
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += element(i, j) * v[j]
        out[i] = total


@jit(parallel=True)
def times_transposed(v: list[float], out: list[float], n: int) -> None:
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += element(j, i) * v[j]
        out[i] = total


def run(n):
    u = [1.0] * n
    v = [0.0] * n
    w = [0.0] * n
    for _ in range(10):
        times(u, w, n)
        times_transposed(w, v, n)
        times(v, w, n)
        times_transposed(w, u, n)
    uv = 0.0
    vv = 0.0
    for i in range(n):
        uv += u[i] * v[i]
        vv += v[i] * v[i]
    return math.sqrt(uv / vv)


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
