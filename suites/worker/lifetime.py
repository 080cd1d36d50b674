"""What can be told of the lives of objects: weak references, reference counts, blocks that are not given back."""

import gc
import sys
from array import array
from weakref import ReferenceType

from _tracejit_worker.dump.layout import class_name

LAST_CALLS = 3


def call_again(main, times):
    """What calling `main` again loses: `blocks N` for each call; or what it raised; None where there is no such function.

    The counts are taken after a full collection, which also empties the interpreter's free lists. Growth that comes once
    (compiled code, caches, a table that doubles) is none: blocks are lost only if each of the last three calls lost
    some, and the least of the three is what a call loses.
    """
    if type(main) is not type(call_again):
        return None
    blocks = array("q", [0]) * times

    def measure(k):
        main()
        gc.collect()
        blocks[k] = sys.getallocatedblocks()

    try:
        list(map(measure, range(times)))  # no loop of ours, which the JIT would compile
    except BaseException as error:
        return "raised " + class_name(type(error))
    return f"blocks {lost_per_call(blocks)}"


def lost_per_call(blocks):
    """`blocks`: allocated after each call."""
    growth = [after - before for before, after in zip(blocks, blocks[1:])][-LAST_CALLS:]
    return min(growth) if len(growth) == LAST_CALLS and min(growth) > 0 else 0


def sentinel_states(sentinels):
    """`alive` or `dead` for each weak reference of the list."""
    return list(map(state_of, sentinels)) if type(sentinels) is list else []


def state_of(sentinel):
    if type(sentinel) is not ReferenceType:
        return "no weak reference"
    return "dead" if sentinel() is None else "alive"


def reference_count(held, index):
    """References to `held[index]` besides that of the list itself."""
    return sys.getrefcount(held[index]) - OWN_REFERENCES


EXAMPLE = [[]]
OWN_REFERENCES = sys.getrefcount(EXAMPLE[0])
