# checks: a finaliser runs at the very store that drops the last reference, seeing the loop as it stands
# native: required
# reaches: exit Finaliser
import sys


class Noisy:
    def __init__(self, number):
        self.number = number

    def __del__(self):
        frame = sys._getframe(1)
        log.append((self.number, frame.f_locals.get("i"), frame.f_lineno))


def overwrite(items):
    total = 0
    for i in range(len(items)):
        items[i] = i
        total += i
    return total


log = []
print(overwrite([None] * 300))
items = [Noisy(i) if i % 60 == 59 else None for i in range(300)]
print(overwrite(items), log)
held = items[:] = [Noisy(i) if i % 100 == 50 else 0 for i in range(300)]
print(overwrite(items), len(log))
del held
print(len(log), log[-1][0])
