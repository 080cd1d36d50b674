# checks: sys.settrace switched on inside a hot loop sees every later line, and after it is off the loop is right
# native: required
import sys


def switch(on):
    if on:
        sys.settrace(tracer)
        sys._getframe(1).f_trace = tracer
    else:
        sys.settrace(None)
        sys._getframe(1).f_trace = None


def tracer(frame, event, arg):
    if frame.f_code is hot.__code__ and event == "line":
        lines.append((frame.f_lineno - hot.__code__.co_firstlineno, frame.f_locals["i"]))
    return tracer


def hot(n, on_at, off_at):
    total = 0
    i = 0
    while i < n:
        if i == on_at:
            switch(True)
        if i == off_at:
            switch(False)
        total += i
        i += 1
    return total


lines = []
print(hot(3000, -1, -1))
print(hot(3000, 2000, 2005))
print(len(lines), lines)
lines.clear()
print(hot(3000, 100, 2900))
print(len(lines), lines[:6], lines[-6:])


def profiler(frame, event, arg):
    if frame.f_code is small.__code__:
        calls.append(event)


def small(x):
    return x + 1


def calling(n, on_at):
    total = 0
    for i in range(n):
        if i == on_at:
            sys.setprofile(profiler)
        total = small(total)
    sys.setprofile(None)
    return total


calls = []
print(calling(2000, -1), len(calls))
print(calling(2000, 1900), len(calls), calls[:2])
