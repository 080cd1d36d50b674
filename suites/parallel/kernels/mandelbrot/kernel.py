"""Mandelbrot set on an n by n grid, complex arithmetic written out: sum of the iterations of all points."""
import sys

from tracejit import jit

SIZE = 800
LIMIT = 100


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(2, round(SIZE * scale ** 0.5))


@jit(parallel=True)
def run(n: int) -> int:
    total = 0
    for row in range(n):
        ci = 2.0 * row / n - 1.0
        for column in range(n):
            cr = 3.0 * column / n - 2.0
            zr = 0.0
            zi = 0.0
            steps = 0
            while steps < LIMIT:
                zr2 = zr * zr
                zi2 = zi * zi
                if zr2 + zi2 > 4.0:
                    break
                zi = 2.0 * zr * zi + ci
                zr = zr2 - zi2 + cr
                steps += 1
            total += steps
    return total


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
