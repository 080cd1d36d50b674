# checks: a callee looks at its caller's frame in a hot loop: line, locals and globals are what CPython shows
# native: required
import sys


def look():
    frame = sys._getframe(1)
    return frame.f_lineno - frame.f_code.co_firstlineno, dict(frame.f_locals)


def hot(n, every):
    a = 1
    b = 0.5
    for i in range(n):
        a += i
        b *= 1.0001
        if i % every == every - 1:
            line, names = look()
            print(line, sorted(names.items()))
            names = None
    return a, b


print(hot(2000, 500))


def writes(n):
    total = 0
    for i in range(n):
        total += 1
        if i == n - 10:
            sys._getframe().f_locals["total"] = 5000
    return total


print(writes(2000), writes(3000))
