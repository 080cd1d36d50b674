# checks: effects: tuple -> int (found by tracejit fuzz --runs 100000 --seed 1, program 1621)
# native: required
# configuration: quick
# What a slot of the entered frame alone held, overwritten in native code behind a join, was finalised at the exit; so was what a list held,
# and what was in a slot where the recording had seen a number.
LOG = []
class Watched:
    def __init__(self, n): self.n = n
    def __del__(self): LOG.append(('del', self.n))
def local(n, first):
    u = first()
    for i in range(80):
        LOG.append(i)
        if i == 68: u = i
def typed(n, first):
    u = first()
    for i in range(80):
        LOG.append(i)
        if i == n: u = None
    return u
def twice(a, b):
    for i in range(80):
        a, b = b, a
        LOG.append(i)
        if i == 61: a = i
        if i == 71: b = i
for turn in range(6):
    for make in (lambda: Watched(1), lambda: [Watched(2)], lambda: (Watched(3),), lambda: 5, lambda: [Watched(4) for _ in range(3)], lambda: [1,2], lambda: None, lambda: {1: Watched(6)}):
        local(1, make); typed(66, make); typed(30, make)
        twice(make(), make())
RESULTS = [len(LOG), [k for k, e in enumerate(LOG) if isinstance(e, tuple)]]
print(len(LOG), [k for k, e in enumerate(LOG) if isinstance(e, tuple)][:400])
import sys
