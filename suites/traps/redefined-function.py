# checks: a global, a builtin and a function's __code__ redefined while native code that assumed them runs
# native: required
import builtins

factor = 2


def step(x):
    return x + factor


def other(x):
    return x - 1


def change(kind):
    global factor, step
    if kind == "global":
        factor = 10
    elif kind == "float":
        factor = 0.5
    elif kind == "code":
        step.__code__ = other.__code__
    elif kind == "function":
        step = lambda x: x * 2 % 1000003
    elif kind == "builtin":
        builtins.abs = lambda x: x + 1000
    elif kind == "shadow":
        globals()["abs"] = lambda x: -x
    elif kind == "restore":
        builtins.abs = original_abs
        globals().pop("abs", None)


def hot(n, at, kind):
    total = 0
    for i in range(n):
        total = step(total)
        total += abs(i - 50)
        if i == at:
            change(kind)
    return total


original_abs = abs
print(hot(2000, -1, ""))
print(hot(2000, 1000, "global"))
print(hot(2000, 1000, "builtin"))
print(hot(2000, 1000, "restore"))
print(hot(2000, 1500, "shadow"))
print(hot(2000, 1500, "restore"))
print(hot(2000, 1500, "float"))
print(hot(2000, 500, "code"))
print(hot(2000, 500, "function"))
print(hot(2000, -1, ""))
factor = 3
del step
try:
    hot(100, -1, "")
except NameError as error:
    print(type(error).__name__, error)
