# checks: 10,000 entries and exits of each kind leak nothing: allocated blocks and resident memory stay flat
# native: required
import gc
import sys


def finished(n):
    total = 0
    for i in range(n):
        total += i * 1000003
    return total


def floats(a):
    total = 0.0
    for x in a:
        total += x * x
    return total


def overflows(n):
    x = 2**62
    for i in range(n):
        x = x + x // 8
    return x


def raises(a, n):
    total = 0
    try:
        for i in range(n):
            total += a[i] // (50 - i)
    except ZeroDivisionError:
        return total
    except IndexError:
        return -total


def type_changes(a):
    total = 0
    for x in a:
        total = total + x
    return total


def builds(n):
    a = []
    for i in range(n):
        a.append(i * 1000003)
    b = [x * 0.5 for x in a]
    c = [[0] * 3 for _ in range(n)]
    c[0][1] = b[-1]
    return len(a) + len(b) + len(c)


def swaps(a):
    n = len(a)
    for i in range(n - 1):
        a[i], a[i + 1] = a[i + 1], a[i]
    return a[0]


def unboxed_and_kept(a, out):
    for i, x in enumerate(a):
        out[i] = x
        y = x
    return y


def helper(x, y):
    return x + y if x < 30 else float(x) - y


def inlined(n):
    t = 0
    for i in range(n):
        t = helper(i, t)
    return t


def recursive(n):
    return 1000 if n < 2 else recursive(n - 1) + recursive(n - 2)


def resident_kb():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4


FLOATS = [k + 0.5 for k in range(40)]
MIXED = [k * 1000 for k in range(20)] + [0.5] * 20
OUT = [None] * 40
WORK = {
    "finished": lambda: finished(40),
    "floats": lambda: floats(FLOATS),
    "overflows": lambda: overflows(40),
    "divides by zero": lambda: raises(OUT_OF_INTS, 60),
    "index out of range": lambda: raises(OUT_OF_INTS, 45),
    "type changes": lambda: type_changes(MIXED),
    "builds": lambda: builds(40),
    "swaps": lambda: swaps(FLOATS),
    "keeps": lambda: unboxed_and_kept(MIXED, OUT),
    "inlined": lambda: inlined(40),
    "recursive": lambda: recursive(7),
}
OUT_OF_INTS = [1000 + k for k in range(60)]

for name, work in WORK.items():
    for _ in range(3000):
        work()
    gc.collect()
    before, kb_before = sys.getallocatedblocks(), resident_kb()
    for _ in range(10_000):
        work()
    gc.collect()
    blocks, kb = sys.getallocatedblocks() - before, resident_kb() - kb_before
    # a few blocks may come and go with counters and free lists; a leak of one in each call is 10,000
    print(name, "flat" if blocks < 50 and kb < 500 else f"grew by {blocks} blocks, {kb} KB")
