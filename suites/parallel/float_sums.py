"""Sums of floats on 1, 2, 3 and 8 threads, many times, undisturbed and disturbed: prints what was not the bits it must be.

    float_sums.py RUNS

The bits are those of the grid (grid.py) for buffers and scalars, and the interpreter's own for lists. Calls count from the
first one that enters compiled code: one that begins in the interpreter adds in the interpreter's order.
"""

import array
import pathlib
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import tracejit
from grid import grid_sum
from tracejit import jit, prange

THREADS = (1, 2, 3, 8)
LENGTHS = (0, 1, 7, 1023, 1024, 1025, 4096, 50_001)


@jit(parallel=True)
def dot(x: array.array, y: array.array, start: float) -> float:
    total = start
    for i in range(len(x)):
        total += x[i] * y[i]
    return total


@jit(parallel=True)
def buffer_sum(x: array.array, y: array.array, start: float) -> float:
    total = start
    for item in x:
        total += item
    return total


@jit
def harmonic(x: array.array, y: array.array, start: float) -> float:
    total = start
    for i in prange(len(x)):
        total += 1.0 / (i + 3)
    return total


@jit(parallel=True)
def difference(x: array.array, y: array.array, start: float) -> float:
    total = start
    for i in range(len(x)):
        total -= x[i] * 0.1
    return total


@jit(parallel=True)
def list_sum(x: list[float], y: list[float], start: float) -> float:
    total = start
    for i in range(len(x)):
        total += x[i] * y[i]
    return total


@jit(parallel=True)
def list_product(x: list[float], y: list[float], start: float) -> float:
    total = start + 1.0
    for item in y:
        total *= item
    return total


def serial(items, start):
    """In the order of the loop, one after the other."""
    total = start
    for item in items:
        total += item
    return total


def product(items, start):
    total = start + 1.0
    for item in items:
        total *= item
    return total


#: function, what it is given, and what it must give
CASES = [
    (dot, array.array, lambda x, y, start: grid_sum((a * b for a, b in zip(x, y)), start)),
    (buffer_sum, array.array, lambda x, y, start: grid_sum(x, start)),
    (harmonic, array.array, lambda x, y, start: grid_sum((1.0 / (i + 3) for i in range(len(x))), start)),
    (difference, array.array, lambda x, y, start: grid_sum((-(a * 0.1) for a in x), start)),
    (list_sum, list, lambda x, y, start: serial((a * b for a, b in zip(x, y)), start)),
    (list_product, list, lambda x, y, start: product(y, start)),
]


def vectors(kind, n):
    x = [((k * 7919) % 1009 - 500) / 7.0 for k in range(n)]
    y = [1.0 + ((k * 104729) % 2003) / 1e6 for k in range(n)]
    return (x, y) if kind is list else (array.array("d", x), array.array("d", y))


def disturb():
    """A thread that asks for the GIL all the time. Returns what ends it. (A signal ends a run, and the block after it is added in order.)"""
    over = threading.Event()

    def ask():
        while not over.is_set():
            time.sleep(0.0005)

    thread = threading.Thread(target=ask)
    thread.start()

    def end():
        over.set()
        thread.join()

    return end


def wrong_runs(runs, how):
    for function, kind, model in CASES:
        for n in LENGTHS:
            x, y = vectors(kind, n)
            for start in (0.0, 0.1):
                wanted = model(x, y, start).hex()
                for threads in THREADS:
                    tracejit.set_num_threads(threads)
                    seen = {function(x, y, start).hex() for _ in range(runs if n > 4096 else 5)}
                    if seen != {wanted}:
                        yield "%s of %d on %d threads, %s: %s, not %s" % (function.__name__, n, threads, how, sorted(seen), wanted)


def main():
    for function, kind, _ in CASES:
        for n in (3000, 2000, 4000):
            function(*vectors(kind, n), 0.0)
        tracejit.wait(function)
    runs = int(sys.argv[1])
    for line in wrong_runs(runs, "undisturbed"):
        print(line)
    end = disturb()
    for line in wrong_runs(runs // 5, "disturbed"):
        print(line)
    end()


main()
