# checks: a loop whose assumptions break all the time is compiled ever more rarely; one in which two broke is native again soon
# native: required
import sys


def pace(n, step=1):
    return n + step


def rocks(n):
    total = 0
    for i in range(n):
        if i % 8 == 1:
            pace.__defaults__ = (i % 5,)
        total += pace(i)
    return total


def stride(n, step=1):
    return n + step


def settles(n):
    total = 0
    for i in range(n):
        total += stride(i)
    return total


for step in (1, 2, 3):
    stride.__defaults__ = (step,)
    print([settles(1000) for _ in range(3)])
print(rocks(20000))

if "_tracejit" in sys.modules:
    stats = sys.modules["_tracejit"].stats()
    entries = [unit["entries"] for unit in stats["units"] if unit["code"] == "settles" and unit["valid"]]
    # compiled anew for the last default, and entered in each call
    if entries != [3]:
        print("settles was entered", entries)
    # two of settles; in rocks, 64, 128, ... passes are let by
    if not 5 <= stats["invalidations"] <= 11:
        print(stats["invalidations"], "were invalidated")
