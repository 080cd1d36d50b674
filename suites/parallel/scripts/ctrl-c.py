# checks: Ctrl-C inside a parallel loop is seen within 50 ms, at a line of the loop, with the loop's variables whole: over a range, over a list, in long iterations
# native: required
import os
import signal
import threading
import time
import traceback

import tracejit
from tracejit import jit

LATE = 0.05
TIMES = 5


@jit(parallel=True)
def over_range(n: int) -> int:
    total = 0
    for i in range(n):
        total += i & 7
    return total


@jit(parallel=True)
def over_list(items: list[int], n: int) -> int:
    total = 0
    for turn in range(n):
        for x in items:
            total += x & 7
    return total


@jit(parallel=True)
def long_iterations(n: int, each: int) -> int:
    total = 0
    for i in range(n):
        for j in range(each):
            total += (i ^ j) & 7
    return total


def clock():
    """Processor time of the process for each of its threads at work: another process's time is none of ours."""
    return time.process_time() / tracejit.get_num_threads()


def interrupt_soon(seconds):
    def send():
        time.sleep(seconds)
        sent.append(clock())
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=send, daemon=True).start()


def interrupted(function, *arguments):
    """How late it was seen; what the traceback and the variables say."""
    interrupt_soon(0.2)
    try:
        function(*arguments)
    except KeyboardInterrupt as error:
        late = clock() - sent[-1]
        frames = traceback.extract_tb(error.__traceback__)
        state = error.__traceback__.tb_next.tb_frame.f_locals
        inside = frames[-1].lineno > function.__code__.co_firstlineno + 1
        return late, [frame.name for frame in frames], inside, state
    return None


def range_is_whole(state):
    i, total = state["i"], state["total"]
    through = 28 * ((i + 1) // 8) + sum(k & 7 for k in range((i + 1) % 8))
    return total in (through, through - (i & 7))


sent = []
items = [k * 7919 % 1009 for k in range(200_000)]
for _ in range(3):
    print(over_range(5000), over_list(items, 1) > 0, long_iterations(50, 100))
for function in (over_range, over_list, long_iterations):
    tracejit.wait(function)
for function, arguments in ((over_range, (10**12,)), (over_list, (items, 10**9)), (long_iterations, (8, 10**11))):
    seen = [interrupted(function, *arguments) for _ in range(TIMES)]
    late = sorted(one[0] for one in seen)
    print(function.__name__, "in time" if late[TIMES // 2] < LATE else "late by %s" % late)
    print([one[1] for one in seen] == [["interrupted", function.__name__]] * TIMES, all(one[2] for one in seen))
    if function is over_range:
        print(all(range_is_whole(one[3]) for one in seen))
print(over_range(5000), long_iterations(50, 100))
