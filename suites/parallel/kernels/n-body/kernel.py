"""Forces between n bodies, each with each: accelerations in three lists, and one number made of them."""
import functools
import math
import sys

from tracejit import jit

SIZE = 2400
SOFTENING = 1e-9


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(4, round(SIZE * scale ** 0.5))


@functools.cache
def bodies(n):
    """Places and masses, by columns; always the same for one n."""
    x = [(i * 7919 % 1009) / 1009.0 for i in range(n)]
    y = [(i * 104729 % 2003) / 2003.0 for i in range(n)]
    z = [(i * 1299709 % 4001) / 4001.0 for i in range(n)]
    mass = [1.0 + i % 5 for i in range(n)]
    return x, y, z, mass


@jit(parallel=True)
def forces(x: list[float], y: list[float], z: list[float], mass: list[float], ax: list[float], ay: list[float], az: list[float]) -> None:
    n = len(x)
    for i in range(n):
        xi, yi, zi = x[i], y[i], z[i]
        sx = sy = sz = 0.0
        for j in range(n):
            dx = x[j] - xi
            dy = y[j] - yi
            dz = z[j] - zi
            square = dx * dx + dy * dy + dz * dz + SOFTENING
            pull = mass[j] / (square * math.sqrt(square))
            sx += dx * pull
            sy += dy * pull
            sz += dz * pull
        ax[i] = sx
        ay[i] = sy
        az[i] = sz


def run(n):
    ax, ay, az = [0.0] * n, [0.0] * n, [0.0] * n
    forces(*bodies(n), ax, ay, az)
    result = 0.0
    for i in range(n):
        result += ax[i] - ay[i] * az[i]
    return result


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
