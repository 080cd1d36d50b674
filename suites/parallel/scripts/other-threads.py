# checks: while a parallel loop that needs no object runs without the GIL, other Python threads go on; in one over a list they get their turn
# native: required
import threading
import time

import tracejit
from tracejit import jit


@jit(parallel=True)
def over_range(n: int) -> int:
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


@jit(parallel=True)
def over_list(items: list[int]) -> int:
    total = 0
    for x in items:
        total += x * x % 7
    return total


def ticks_beside(work):
    """Milliseconds that a thread counts by sleeping, for each that the work takes."""
    over = threading.Event()
    ticks = [0]

    def tick():
        while not over.is_set():
            time.sleep(0.001)
            ticks[0] += 1

    thread = threading.Thread(target=tick)
    thread.start()
    begin = time.perf_counter()
    work()
    elapsed = time.perf_counter() - begin
    over.set()
    thread.join()
    return ticks[0] / (elapsed * 1000)


def lasting(function, *arguments):
    def work():
        end = time.perf_counter() + 0.5
        while time.perf_counter() < end:
            function(*arguments)

    return work


items = list(range(100_000))
for _ in range(3):
    print(over_range(10_000), over_list(items))
tracejit.wait(over_range), tracejit.wait(over_list)
print("beside a range", ticks_beside(lasting(over_range, 300_000)) > 0.05)
print("beside a list", ticks_beside(lasting(over_list, items)) > 0.02)
results = []
threads = [threading.Thread(target=lambda: results.append((over_range(200_000), over_list(items)))) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)
