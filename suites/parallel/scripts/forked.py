# checks: a process that has run parallel loops forks without a warning, by os.fork and by multiprocessing; parent and children run parallel loops
# native: required
import multiprocessing
import os
import warnings

import tracejit
from tracejit import jit

N = 200_000


@jit(parallel=True)
def count(n: int) -> int:
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


def job(n):
    return count(n), count(n)


def main():
    warnings.simplefilter("error")
    for _ in range(4):
        print(count(N))
    tracejit.wait(count)
    print(count(N))
    for _ in range(3):
        child = os.fork()
        if child == 0:
            os._exit(count(N) % 200)
        print(count(N), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    for way in ("fork", "spawn"):
        with multiprocessing.get_context(way).Pool(2) as pool:
            print(way, pool.map(job, [N, N + 1, N + 2]), count(N))


if __name__ == "__main__":
    main()
