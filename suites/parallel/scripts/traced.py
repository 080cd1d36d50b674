# checks: with sys.settrace, sys.setprofile or a monitoring tool on, every line of a parallel loop is seen; switched off, it runs in parallel again; switched on by a signal handler in the middle, the rest is seen
# native: required
import signal
import sys

import tracejit
from tracejit import jit


@jit(parallel=True)
def loop(n: int) -> int:
    total = 0
    for i in range(n):
        total += i * 3 % 7
    return total


def tracer(frame, event, arg):
    if frame.f_code is loop.__code__:
        seen.append((event, frame.f_lineno - loop.__code__.co_firstlineno))
    return tracer


seen = []
for _ in range(4):
    print(loop(5000))
tracejit.wait(loop)
print(loop(20_000))

sys.settrace(tracer)
print(loop(20_000))
sys.settrace(None)
print(len(seen), seen[:6], seen[-4:])
seen.clear()
print(loop(20_000), len(seen))


def profiler(frame, event, arg):
    if frame.f_code is loop.__code__:
        seen.append(event)


sys.setprofile(profiler)
print(loop(20_000))
sys.setprofile(None)
print(seen)
seen.clear()

TOOL = 3
sys.monitoring.use_tool_id(TOOL, "spec")
sys.monitoring.register_callback(TOOL, sys.monitoring.events.LINE, lambda code, line: seen.append(line) if code is loop.__code__ else None)
sys.monitoring.set_events(TOOL, sys.monitoring.events.LINE)
print(loop(3000))
sys.monitoring.set_events(TOOL, 0)
sys.monitoring.free_tool_id(TOOL)
print(len(seen))
seen.clear()


def switch_on(number, frame):
    sys.settrace(tracer)
    while frame:
        frame.f_trace = tracer
        frame = frame.f_back


signal.signal(signal.SIGALRM, switch_on)
signal.setitimer(signal.ITIMER_REAL, 0.02)
results = set()
while not seen:
    results.add(loop(300_000))
sys.settrace(None)
print(results == {loop(300_000)}, {event for event, _ in seen} <= {"call", "line", "return"}, len(seen) > 0)
