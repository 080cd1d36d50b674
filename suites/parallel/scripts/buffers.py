# checks: loops that write buffers at once leave what serial iterations leave: an element each, several, in loops inside, and where one in the middle raises
# native: required
import array

from tracejit import jit

N = 60
LONG = 5000


@jit(parallel=True)
def product(a, b, c, n):
    for i in range(n):
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += a[i * n + k] * b[k * n + j]
            c[i * n + j] = total


@jit(parallel=True)
def triangle(a, n):
    for i in range(n):
        for j in range(i + 1):
            a[i * n + j] = a[i * n + j] + i * j


@jit(parallel=True)
def raising(a, n, at):
    for i in range(n):
        a[i] = 1.0 / (i - at) + a[i]


@jit(parallel=True)
def raising_between(a, b, n, at):
    for i in range(n):
        a[i] = a[i] * 2.0 + 1.0
        b[i] = 1.0 / (i - at)


def tried(function, *args):
    try:
        function(*args)
    except ZeroDivisionError as error:
        return type(error).__name__, error.__traceback__.tb_next.tb_lineno
    return None


def main():
    a = array.array("d", [(i * 7 % 13) / 3 for i in range(N * N)])
    b = array.array("d", [(i * 5 % 11) / 7 for i in range(N * N)])
    for turn in range(8):
        c = array.array("d", bytes(8 * N * N))
        product(a, b, c, N)
        t = array.array("q", range(N * N))
        triangle(t, N)
        print(c.tobytes().hex()[-400:], sum(c), t.tobytes() == bytes(8 * N * N), sum(t))
        for at in (-1, 0, 1, 333, 3000, LONG - 1):
            x = array.array("d", [0.5] * LONG)
            y = array.array("d", [0.25] * LONG)
            z = array.array("d", bytes(8 * LONG))
            print(tried(raising, x, LONG, at), sum(x), x[at], tried(raising_between, y, z, LONG, at), sum(y), sum(z))


main()
