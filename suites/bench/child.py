"""The measured side of `tracejit bench`: runs one kernel in one process, for any Python (CPython, tracejit, pypy3; CPython with Numba).

    child.py KERNEL.PY SCALE [numba]

Reads commands from stdin, one a line, and answers each with one line of JSON:
    warm SECONDS    calls run(n) until nothing new was compiled for a while, at most SECONDS
    run CALLS       calls run(n) CALLS times, each timed by itself
    stats           the JIT's counters, null where there is none
    memory          the process's peak resident memory, in KiB
"""
import gc
import json
import sys
import time

from kernel_process import jit_stats, load, peak_memory_kb

QUIET_CALLS = 3
QUIET_SECONDS = 0.3
clock = time.perf_counter_ns


def installs():
    counters = jit_stats()
    return counters["regions"] if counters else 0


def warm(run, n, seconds):
    """A call cannot tell that it was the last one to compile something: wait for calls, and time, without installs."""
    begin = last_change = clock()
    seen = installs()
    calls = quiet = 0
    while quiet < QUIET_CALLS or clock() - last_change < QUIET_SECONDS * 1e9:
        run(n)
        calls += 1
        quiet += 1
        now = installs()
        if now != seen:
            seen = now
            quiet = 0
            last_change = clock()
        if clock() - begin > seconds * 1e9:
            break
    return {"calls": calls, "regions": seen, "seconds": (clock() - begin) / 1e9}


def measure(run, n, calls):
    durations = []
    result = None
    gc.collect()
    for _ in range(calls):
        begin = clock()
        result = run(n)
        durations.append(clock() - begin)
    return {"ns": durations, "result": repr(result)}


def main():
    module = load(sys.argv[1])
    if sys.argv[3:] == ["numba"]:
        from numba_kernel import compile_functions

        compile_functions(module)
    n = module.sized(float(sys.argv[2]))
    for line in iter(sys.stdin.readline, ""):
        words = line.split()
        if words[0] == "warm":
            answer = warm(module.run, n, float(words[1]))
        elif words[0] == "run":
            answer = measure(module.run, n, int(words[1]))
        elif words[0] == "memory":
            answer = peak_memory_kb()
        else:
            answer = jit_stats()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


main()
