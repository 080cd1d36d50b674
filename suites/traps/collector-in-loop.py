# checks: the garbage collector and finalisers run inside a hot loop, once for each object, in order
# native: required
import gc


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def overwrite(n):
    slot = [None]
    total = 0
    for i in range(n):
        if i % 500 == 0:
            slot[0] = Noisy(i)
        else:
            slot[0] = i
        total += i
    return total


def drop_local(n):
    x = Noisy(-1)
    total = 0
    for i in range(n):
        if i == n - 100:
            x = None
        total += i
    return total


log = []
print(overwrite(3000), log)
log.clear()
print(drop_local(2000), log)
log.clear()


def cycles(n):
    total = 0
    for i in range(n):
        a = [i]
        a.append(a)
        total += len(a)
    return total


print(cycles(20_000))
gc.collect()
print(gc.get_count()[0] < 1000)
