"""One trial of `tracejit gate`: one process, one kernel, a fixed number of calls, for any Python.

    trial.py KERNEL.PY SCALE WARM_UPS CALLS

Prints one line of JSON: what each timed call took by the processor's clock and by the wall's, in nanoseconds, the result,
the peak of memory in KiB, and the JIT's counters at the end (null where there is no JIT).
"""
import gc
import json
import os
import sys
from time import perf_counter_ns, process_time_ns

sys.path.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bench"))

from kernel_process import jit_stats, load, peak_memory_kb  # noqa: E402


def timed(run, n):
    """Processor and wall time of one call, and its result."""
    wall = perf_counter_ns()
    cpu = process_time_ns()
    result = run(n)
    return process_time_ns() - cpu, perf_counter_ns() - wall, result


def main():
    path, scale, warm_ups, calls = sys.argv[1:]
    kernel = load(path)
    n = kernel.sized(float(scale))
    for _ in range(int(warm_ups)):
        kernel.run(n)
    gc.collect()
    calls = [timed(kernel.run, n) for _ in range(int(calls))]
    answer = {
        "cpuNs": [cpu for cpu, _, _ in calls],
        "wallNs": [wall for _, wall, _ in calls],
        "result": repr(calls[-1][2]),
        "peakKb": peak_memory_kb(),
        "counters": jit_stats(),
    }
    print(json.dumps(answer))


main()
