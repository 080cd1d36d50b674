# checks: recursion to RecursionError: the same depth as CPython, the same traceback, and native recursion afterwards
# native: required
import sys
import traceback


def down(n):
    if n == 0:
        return 0
    return 1 + down(n - 1)


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def endless(n):
    deepest[0] = n
    return endless(n + 1) + 1


def depth():
    frame, count = sys._getframe(), 0
    while frame:
        frame, count = frame.f_back, count + 1
    return count


deepest = [0]
print(fib(18), down(500))
for _ in range(100):
    down(50)
try:
    endless(0)
except RecursionError:
    text = traceback.format_exc()
    print(len(text.splitlines()), text.splitlines()[-1])
print(deepest[0] + depth() <= sys.getrecursionlimit(), deepest[0])
print(down(400), fib(18))
sys.setrecursionlimit(300)
for n in (100, 250, 290, 297, 298, 299, 300, 400):
    try:
        print(n, down(n))
    except RecursionError as error:
        print(n, error)
sys.setrecursionlimit(5000)
print(down(4000))
try:
    down(5000)
except RecursionError as error:
    print(error)
