# checks: 10,000 entries and exits of each kind leak nothing: blocks, references and resident memory stay flat
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


# Long enough before they leave that the JIT does not give the places up.
def overflows_late(n):
    x = 1
    for i in range(n):
        if i >= n - 40:
            x = x * 3  # the last one needs more than 64 bits
    return x


def raises(a, n):
    total = 0
    try:
        for i in range(n):
            total += a[i] // (LATE - i)
    except ZeroDivisionError:
        return total
    except IndexError:
        return -total


def raises_inlined(n):
    total = 0
    try:
        for i in range(n):
            total += quotient(1000003, LATE - i)
    except ZeroDivisionError:
        return total


def quotient(a, b):
    return a // b


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


LATE = 1500
FLOATS = [k + 0.5 for k in range(40)]
MIXED = [k * 1000 for k in range(20)] + [0.5] * 20
OUT = [None] * 40
OUT_OF_INTS = [1000 + k for k in range(LATE + 1)]
SHORT = OUT_OF_INTS[: LATE - 100]
WORK = {
    "finished": lambda: finished(40),
    "floats": lambda: floats(FLOATS),
    "overflows": lambda: overflows(40),
    "overflows late": lambda: overflows_late(6000),
    "divides by zero": lambda: raises(OUT_OF_INTS, LATE + 1),
    "divides by zero, inlined": lambda: raises_inlined(LATE + 1),
    "index out of range": lambda: raises(SHORT, LATE),
    "type changes": lambda: type_changes(MIXED),
    "builds": lambda: builds(40),
    "swaps": lambda: swaps(FLOATS),
    "keeps": lambda: unboxed_and_kept(MIXED, OUT),
    "inlined": lambda: inlined(40),
    "recursive": lambda: recursive(7),
}
# Leaves at once, each time: the JIT tries it more and more rarely.
RARE = ["overflows"]
CALLS = 10_000


def entries():
    extension = sys.modules.get("_tracejit")
    return extension.stats()["entries"] if extension else None


def facts():
    gc.collect()
    # a debug build of Python counts its references
    references = sys.gettotalrefcount() if hasattr(sys, "gettotalrefcount") else 0
    return sys.getallocatedblocks(), references, resident_kb()


def growth(work):
    before = facts()
    for _ in range(CALLS):
        work()
    return [late - early for late, early in zip(facts(), before)]


for name, work in WORK.items():
    for _ in range(3000):
        work()
    entered = entries()
    # Counters, free lists and pages come and go by a few; a leak of one for each call shows in every round, by 10,000.
    rounds = [growth(work)]
    entered = None if entered is None else entries() - entered
    while len(rounds) < 4 and max(rounds[-1]) >= 10:
        rounds.append(growth(work))
    blocks, references, kb = (min(column) for column in zip(*rounds))
    # 10 KB: less than 1 KB for 1,000 entries
    flat = blocks < 50 and references < 50 and kb < 10
    print(name, "flat" if flat else f"grew by {blocks} blocks, {references} references, {kb} KB")
    if entered is not None and entered < CALLS and name not in RARE:
        print(name, "entered only", entered, "times")
