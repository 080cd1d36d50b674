"""Parallel loops under everything that can happen to a process, for so many seconds: python stress.py SECONDS SEED

Each turn draws a scene by chance: threads, fork, Ctrl-C, exceptions, multiprocessing, another number of threads, a BLAS product
where NumPy is installed. Every result is compared with what plain Python computed once. The last line is "fine", with how often
each scene ran; anything wrong is a line of its own, and exit code 1. A hang is the caller's to see; after HANG seconds without
a turn this process says where it stands, and dies.
"""

import faulthandler
import warnings
import multiprocessing
import os
import random
import signal
import sys
import threading
import time

import tracejit
from tracejit import jit

HANG = 30
N = 20_000


@jit(parallel=True)
def total(items: list[int]) -> int:
    s = 0
    for x in items:
        s += x * 3 % 7
    return s


@jit(parallel=True)
def mapped(items: list[int], out: list[int]) -> int:
    best = -1
    at = -1
    for i in range(len(items)):
        out[i] = items[i] * 5 - i
        if items[i] > best:
            best = items[i]
            at = i
    return at


@jit(parallel=True)
def divided(items: list[int], out: list[int], zero: int) -> int:
    s = 0
    for i in range(len(items)):
        out[i] = 1000 // (i - zero)
        s += out[i]
    return s


@jit(parallel=True)
def counted(n: int) -> int:
    s = 0
    for i in range(n):
        k = (i * 7919 + 13) & 0xFFFF
        if k * k % 11 < 5:
            s += 1
    return s


ITEMS = [k * 37 % 1009 for k in range(N)]


class Expected:
    """What plain Python says; computed before anything is compiled, by the functions' own code."""

    total = sum(x * 3 % 7 for x in ITEMS)
    mapped = [x * 5 - i for i, x in enumerate(ITEMS)]
    at = ITEMS.index(max(ITEMS))
    counted = sum(1 for i in range(N) if ((i * 7919 + 13) & 0xFFFF) ** 2 % 11 < 5)

    @staticmethod
    def divided(zero):
        return [1000 // (i - zero) for i in range(zero)]


class Wrong(Exception):
    """A result is not Python's."""


def check(what, found, expected):
    if found != expected:
        raise Wrong("%s: %r, not %r" % (what, str(found)[:200], str(expected)[:200]))


def compute():
    """All kinds of loops once."""
    check("total", total(ITEMS), Expected.total)
    out = [0] * N
    check("at", mapped(ITEMS, out), Expected.at)
    check("mapped", out, Expected.mapped)
    check("counted", counted(N), Expected.counted)


def plain(chance):
    compute()


def exceptions(chance):
    """The exception comes at its iteration, and everything before it is there, nothing behind it."""
    zero = chance.randrange(1, N)
    out = [7] * N
    try:
        divided(ITEMS, out, zero)
    except ZeroDivisionError as error:
        check("line", error.__traceback__.tb_next.tb_lineno, divided.__code__.co_firstlineno + 4)
    else:
        raise Wrong("no ZeroDivisionError at %d" % zero)
    check("before", out[:zero], Expected.divided(zero))
    check("behind", out[zero:], [7] * (N - zero))


def types(chance):
    """A string somewhere."""
    items = list(ITEMS)
    items[chance.randrange(N)] = "s"
    try:
        total(items)
    except TypeError:
        return
    raise Wrong("no TypeError")


def in_threads(chance):
    """Several Python threads, each in its loops."""
    faults = []

    def work():
        try:
            for _ in range(3):
                compute()
                exceptions(random.Random(3))
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=work) for _ in range(chance.randrange(2, 5))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def in_child(work):
    """Forks; the child's exit code is 0 when `work` found nothing wrong."""
    with warnings.catch_warnings():
        # python warns of any fork beside another thread, here one of the scene's own
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def ended_well(child):
    check("child", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0)


def forked(chance):
    """Parent and child go on, the child forks again."""
    compute()
    child = in_child(lambda: (compute(), ended_well(in_child(compute))))
    compute()
    ended_well(child)


def forked_from_thread(chance):
    """A thread computes while the main thread forks."""
    over = threading.Event()
    faults = []

    def work():
        try:
            while not over.is_set():
                compute()
        except BaseException as error:
            faults.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        for _ in range(3):
            ended_well(in_child(compute))
    finally:
        over.set()
        thread.join()
    if faults:
        raise faults[0]


def compute_for(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        compute()


def interrupted(chance):
    """Ctrl-C at any time: it is seen, once, and the next loop is right.

    The loop is in a function of its own: where CPython looks for signals, at the jump back of a `while`, is no part of a
    `try` around it (6 of 200 escaped, interpreted).
    """
    seen = 0
    timer = threading.Timer(chance.random() * 0.05, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    try:
        compute_for(10)
    except KeyboardInterrupt:
        seen = 1
    timer.join()
    check("Ctrl-C seen", seen, 1)
    compute()


def signalled(chance):
    """A handler that computes itself runs in the middle of loops."""
    ran = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: ran.append(counted(N)))
    signal.setitimer(signal.ITIMER_REAL, 0.002, 0.003)
    try:
        for _ in range(5):
            compute()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    check("in handlers", set(ran) <= {Expected.counted}, True)


def thread_counts(chance):
    tracejit.set_num_threads(chance.choice((1, 2, 3, 8)))
    compute()


def child_main(_):
    compute()
    return total(ITEMS)


def processes(chance):
    """multiprocessing's pool, by fork, after loops have run here."""
    with multiprocessing.get_context("fork").Pool(2) as pool:
        check("pool", pool.map(child_main, range(3)), [Expected.total] * 3)


def blas(chance):
    """A product by NumPy's own threads, before, beside and after loops."""
    a = numpy.arange(90_000, dtype=float).reshape(300, 300) % 7
    expected = (a @ a).tolist()
    thread = threading.Thread(target=compute)
    thread.start()
    check("product", (a @ a).tolist(), expected)
    thread.join()
    compute()


SCENES = [plain, exceptions, types, in_threads, forked, forked_from_thread, interrupted, signalled, thread_counts, processes]

try:
    import numpy

    SCENES.append(blas)
except ImportError:
    pass


def warm_up():
    for _ in range(3):
        compute()
        divided(ITEMS, [0] * N, -1)
    for function in (total, mapped, divided, counted):
        tracejit.wait(function)


def main():
    seconds, seed = float(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(seed)
    counts = dict.fromkeys((scene.__name__ for scene in SCENES), 0)
    warm_up()
    end = time.monotonic() + seconds
    order = list(SCENES)
    while time.monotonic() < end or 0 in counts.values():
        chance.shuffle(order)
        for scene in order:
            faulthandler.dump_traceback_later(HANG, exit=True)
            scene(chance)
            counts[scene.__name__] += 1
    faulthandler.cancel_dump_traceback_later()
    runs = tracejit.stats()["parallel"]["runs"]
    print("parallel runs %d" % runs)
    print("fine %s" % counts)


if __name__ == "__main__":
    main()
