# checks: objects whose last references go together, in one structure or in two locals: finalised where CPython does it
# native: required
import sys


class Loud:
    def __del__(self):
        frame = sys._getframe(1)
        line = frame.f_lineno - frame.f_code.co_firstlineno
        seen.append((frame.f_code.co_name, line, frame.f_locals.get("k")))
        if grown is not None:
            grown.extend([None] * 1000)


class Quiet:
    pass


seen = []
grown = None


def structures(make):
    d = make()
    row = [d]
    return [
        [d],
        [d, d],
        [row, row],
        [d, [d]],
        (d, 1.5, d, [d]),
        [[d] for _ in range(20)],
        [d] * 20,
        [Quiet() for _ in range(20)] + [d],
    ]


def overwrites(rows):
    total = 0
    for k in range(len(rows)):
        rows[k] = k
        total += k
    return total


def two_locals(rows):
    total = 0
    a = b = None
    for k in range(len(rows)):
        row = rows[k]
        a = row[0]
        b = row[1]
        row[0] = k
        row[1] = k
        a, b = k, 3
        total += k
    return total


def take(row, k):
    a = row[0]
    b = row[1]
    row[0] = k
    row[1] = k
    return k + 1


def inlined(rows):
    total = 0
    for k in range(len(rows)):
        total += take(rows[k], k)
    return total


def store_and_drop(rows):
    old = None
    for k in range(len(rows)):
        row = rows[k]
        old = row[1]
        row[1] = 0
        old = 1
        row[0] = k
    return old


def pair(make):
    d = make()
    return [[d, d], [[d], [d]], [d, [d]], [[d, d], 1]]


def run(work, makers):
    """Each shape of structure once with something loud, among many with something quiet."""
    global grown
    for shape in range(len(makers(Quiet))):
        for grows in False, True:
            rows = [makers(Loud if k == 150 else Quiet)[shape] for k in range(200)]
            seen.clear()
            grown = rows if grows else None
            print(work.__name__, shape, work(rows), len(rows), seen)
            grown = None


for _ in range(2):
    run(overwrites, structures)
    for work in two_locals, inlined, store_and_drop:
        run(work, pair)
