# checks: a program that frees monitoring tool 5 and takes it has a tool of its own, which sees every line, and keeps it
# native: required
import atexit
import sys

monitoring = sys.monitoring
EVENTS = monitoring.events
OPTIMIZER = monitoring.OPTIMIZER_ID
lines = 0


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


def on_line(code, line):
    global lines
    lines += code is work.__code__


def left_alone():
    print("at exit", monitoring.get_tool(OPTIMIZER), monitoring.get_events(OPTIMIZER) == EVENTS.LINE)


atexit.register(left_alone)
for _ in range(100):
    work(1000)
monitoring.free_tool_id(OPTIMIZER)
print("freed", work(1000), monitoring.get_tool(OPTIMIZER))
monitoring.use_tool_id(OPTIMIZER, "mine")
for event in (EVENTS.JUMP, EVENTS.PY_START, EVENTS.INSTRUCTION):
    print("registered before:", monitoring.register_callback(OPTIMIZER, event, None))
monitoring.register_callback(OPTIMIZER, EVENTS.LINE, on_line)
monitoring.set_events(OPTIMIZER, EVENTS.LINE)
for _ in range(10):
    work(1000)
print("lines seen", lines, monitoring.get_tool(OPTIMIZER))
