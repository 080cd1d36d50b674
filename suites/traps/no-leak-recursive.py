# checks: objects made inside a function that calls itself are freed: lists, slices, tuples in lists, in locals, arguments, early returns
# native: required
import sys

TABLE = [[k, k + 0.5] for k in range(8)]
LOG = [(0, 0)] * 8


def literal(depth, a=1):
    xs = [1, -96, 4]
    if not depth > 0:
        return a
    return (literal(depth - 1, 5) + 7) % 1000003


def computed(depth):
    xs = [depth * 1000003, depth + 0.5]
    if depth <= 0:
        return len(xs)
    return computed(depth - 1) + len(xs)


def returns_early(depth):
    if depth <= 0:
        return 1
    if depth % 3 == 1:
        return returns_early(depth - 1) + 2
    xs = [depth] * 3
    return returns_early(depth - 1) + len(xs)


def slices(depth):
    xs = TABLE[1:depth]
    ys = TABLE[::2] + xs
    return 1 if depth <= 0 else slices(depth - 1) + len(ys)


def tuples(depth):
    pair = (depth, depth * 1000003)
    pairs = [pair, (depth + 1, pair)]
    return 1 if depth <= 0 else tuples(depth - 1) + len(pairs) + pair[0]


def stores(depth):
    LOG[depth] = (depth * 1000003, depth)
    return 1 if depth <= 0 else stores(depth - 1) + 1


def appends(depth):
    LOG.append((depth, depth * 1000003))
    result = 1 if depth <= 0 else appends(depth - 1) + 1
    LOG.pop()
    return result


def list_of(depth):
    return [depth * 1000003, depth]


def inlined(depth):
    return 1 if depth <= 0 else inlined(depth - 1) + list_of(depth)[1]


def comprehends(depth):
    xs = [(k, depth) for k in range(3)]
    return 1 if depth <= 0 else comprehends(depth - 1) + len(xs)


def nests(depth):
    xs = []
    if depth <= 0:
        return 1
    xs.append(nests(depth - 1))
    return xs[0] + 1


def raises(depth):
    xs = [depth * 1000003, (depth, xs_of(depth))]
    return 1 // depth if depth <= 0 else raises(depth - 1) + len(xs)


def xs_of(depth):
    return [depth]


def tried(depth):
    try:
        return raises(depth)
    except ZeroDivisionError:
        return depth


def facts():
    # a debug build of Python counts its references
    references = sys.gettotalrefcount() if hasattr(sys, "gettotalrefcount") else 0
    return sys.getallocatedblocks(), references


def calls(work):
    total = 0
    for i in range(400):
        total += work(i % 8)
    return total


for work in (literal, computed, returns_early, slices, tuples, stores, appends, inlined, comprehends, nests, tried):
    total = 0
    for _ in range(4):
        total = calls(work)
    growths = []
    for _ in range(4):
        before = facts()
        calls(work)
        growths.append([late - early for late, early in zip(facts(), before)])
    # A leak of one for each call shows in every round, by 400 at least; counters and free lists come and go by a few.
    blocks, references = (min(column) for column in zip(*growths))
    flat = blocks < 40 and references < 40
    print(work.__name__, total, "flat" if flat else f"grew by {blocks} blocks, {references} references")
