"""Runs functions with loops as they are and with @jit on several numbers of threads, and says where the two differ.

One JSON object a line: in, a case {source, calls, threads}; out, {difference, parallel, stopped, entries}: the first
difference or null, and how far the counters went on. `source` defines f; each call is the text of a tuple of arguments.
"""

import faulthandler
import json
import sys
import traceback
import warnings

import tracejit

LONGEST = 60  # seconds that a case may take: then this process says where it hangs, and dies
ROUNDS = 2  # of all calls, for each number of threads


class Loud(int):
    """An int that tells of each addition."""

    log = []

    def __add__(self, other):
        Loud.log.append("add %r" % (int(self),))
        return int(self) + other

    __radd__ = __add__


class Final:
    """Tells of its end, and how far the list had got that held it."""

    log = []
    watched = []

    def __init__(self, tag):
        self.tag = tag

    def __repr__(self):
        return "Final(%d)" % self.tag

    def __del__(self):
        Final.log.append((self.tag, described(Final.watched)))


def none(*given):
    return given


def outIsA(a, b, out, *rest):
    return (a, b, a, *rest)


def bIsA(a, b, out, *rest):
    return (a, a, out, *rest)


def allOne(a, b, out, *rest):
    return (a, a, a, *rest)


def sharedRows(a, b, out, rows, *rest):
    return (a, b, out, [rows[k // 3] for k in range(len(rows))], *rest)


def rowIsA(a, b, out, rows, *rest):
    return (a, b, out, [a if k % 5 == 4 else row for k, row in enumerate(rows)], *rest)


def finalisers(a, b, out, *rest):
    return (a, b, [Final(k) for k in range(len(out))], *rest)


ARGUMENTS = {f.__name__: f for f in (none, outIsA, bIsA, allOne, sharedRows, rowIsA, finalisers)}


def described(value, depth=0):
    """A value with the types of all its parts, as text."""
    if isinstance(value, (list, tuple)) and depth < 3:
        return "%s[%s]" % (type(value).__name__, ", ".join(described(item, depth + 1) for item in value))
    if type(value) in (int, float, bool, str, type(None)):
        return repr(value) if type(value) is not int else hex(value)
    return "%s %r" % (type(value).__name__, value)


def items_of(given):
    """What the lists that are read hold before a call, by identity, and kept: none of them may become another equal object.

    Objects that tell of their end are not kept.
    """
    return [(item, name + str(k)) for name, items in zip("ab", given) for k, item in enumerate(items) if not isinstance(item, Final)]


def identities(result, items):
    """Which of the items the parts of a result are."""
    places = {}
    for item, place in items:
        places.setdefault(id(item), place)
    parts = result if isinstance(result, tuple) else (result,)
    return [places.get(id(part)) for part in parts]


class Side:
    """One of the two namespaces that a source is run in."""

    def __init__(self, source, jit):
        self.scope = {"__name__": "case", "jit": jit, "helper": lambda value: value}
        exec(compile(source, "<case>", "exec"), self.scope)
        self.scope["helper"] = self.scope["jit"](self.scope["helper"]) if jit is tracejit.jit else self.scope["helper"]
        self.function = self.scope["f"]

    def call(self, arguments):
        """What a call did: its result or exception, what it is the same object as, its arguments afterwards, what ran meanwhile."""
        given = eval(arguments, {**ARGUMENTS, "Loud": Loud, "Final": Final})
        Loud.log.clear()
        Final.log.clear()
        Final.watched = given[2]
        items = items_of(given)
        try:
            result = self.function(*given)
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)[1:]
            lines = [(frame.name, frame.lineno, frame.colno, frame.end_colno) for frame in frames]
            told = ["raised", type(error).__name__, str(error), lines]
            del error
        else:
            told = ["returned", described(result), identities(result, items)]
            result = None
        meanwhile = [list(Loud.log), list(Final.log)]
        Final.watched = []
        return [*told, described(given), meanwhile]


def plain_jit(function=None, **options):
    return function if function is not None else lambda decorated: decorated


def differs(source, calls, threads):
    plain = Side(source, plain_jit)
    expected = [plain.call(arguments) for arguments in calls]
    marked = Side(source, tracejit.jit)
    for count in threads:
        tracejit.set_num_threads(count)
        for turn in range(ROUNDS):
            for arguments, wanted in zip(calls, expected):
                found = marked.call(arguments)
                if wanted != found:
                    expected, found = next((a, b) for a, b in zip(wanted, found) if a != b)
                    where = {"threads": count, "turn": turn, "arguments": arguments}
                    return {**where, "expected": str(expected), "found": str(found)}
    return None


def counted():
    counters = tracejit.stats()
    parallel = counters.get("parallel", {})
    return counters.get("entries", 0), parallel.get("runs", 0), parallel.get("stopped", 0)


def main():
    warnings.simplefilter("ignore", SyntaxWarning)
    for line in sys.stdin:
        case = json.loads(line)
        faulthandler.dump_traceback_later(LONGEST, exit=True)
        before = counted()
        difference = differs(case["source"], case["calls"], case["threads"])
        entries, parallel, stopped = (now - then for now, then in zip(counted(), before))
        answer = {"entries": entries, "parallel": parallel, "stopped": stopped, "difference": difference}
        print(json.dumps(answer), flush=True)


main()
