"""Loops with native code made by hand, and the plain functions they are compared with."""

import dis
import os
import sys
import tempfile
import traceback

import _tracejit
from installing import KEEP, NULL, VIRTUAL, Message, Native, body_states, source

FOLDER = tempfile.mkdtemp(prefix="tracejit-runtime-test-")
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "loop.c")) as loop_file:
    LOOP_C = loop_file.read()

# Words the C loop spills.
NEXT, LEFT, STEP, I, BEFORE, HALF, SUM, A, OWNER = range(9)
WORDS = 9
RANGE = {"kind": VIRTUAL["RangeIter"], "parts": [source("BoxI64", k) for k in (NEXT, LEFT, STEP)]}


def in_slot(slot):
    return dict(RANGE, target=source("Slot", slot))


def fresh(function):
    """A copy of a function with code of its own, so that one can run natively and the other not."""
    code = function.__code__.replace()
    copy = type(function)(code, function.__globals__, function.__name__, function.__defaults__, function.__closure__)
    copy.__qualname__ = function.__qualname__
    return copy


def loop_head(code):
    return next(i.offset // 2 for i in dis.get_instructions(code) if i.opname == "FOR_ITER")


def outcome(function, *args):
    """Result, or the traceback as text from the function on, columns included."""
    try:
        return function(*args)
    except Exception as error:
        return traceback.format_exception(error)[1:], chain(error.__traceback__)


def chain(entry):
    found = []
    while entry:
        found.append((entry.tb_frame.f_code.co_name, entry.tb_lasti, entry.tb_lineno,
                      {k: v for k, v in entry.tb_frame.f_locals.items() if type(v) in (int, float)}))
        entry = entry.tb_next
    return found[1:]


# ---- the programs ----
def plain(s, a, n):
    for i in range(n):
        s = s + a * 0.5
    return s, i


def helper(x, k):
    y = x * 0.5
    return y + k


def dividing(x, k):
    y = x * 0.5
    return y + 1 / (k - 50)


def looking(x, k):
    y = x * 0.5
    look(k)
    return y + k


def look(k):
    seen = []
    frame = sys._getframe(1)
    while frame.f_code.co_name != "outcome":
        seen.append((frame.f_code.co_name, frame.f_lineno, frame.f_lasti,
                     {a: b for a, b in frame.f_locals.items() if type(b) in (int, float)}))
        frame = frame.f_back
    if k == 20:
        LOOKS.append(seen)


LOOKS = []


def through(x, k):
    return helper(x, k)


def through_dividing(x, k):
    return dividing(x, k)


def calls(name):
    """A loop that calls the global `name`."""
    space = {}
    exec(compile("def calling(s, a, n):\n  for i in range(n):\n    s = s + %s(a, i)\n  return s, i\n" % name, __file__, "exec"),
         globals(), space)
    return space["calling"]


class Installed:
    """A function with an exit for each unit of its loop's body; exits of called functions are of kind (name, unit)."""

    def __init__(self, function, *callees, text=LOOP_C):
        self.function = function
        code = function.__code__
        self.slot = code.co_nlocals
        self.native = Native(FOLDER, text)
        self.native.iterator_slot = self.slot
        self.message = Message(loop_head(code), WORDS)
        self.message.exit([self.message.frame(loop_head(code), [KEEP] * self.slot, [KEEP])], reason="EntryGuard")
        self.exits = {}
        self.add_body(code, bool(callees))
        if callees:
            self.add_callees(code, callees)
            self.native.add_i = 2 if callees[-1] is dividing else 1
        _tracejit._test_install(code, self.message.buffer(FOLDER, self.native.path))

    def add_body(self, code, calling):
        before = source("OwnerOrF64", BEFORE, OWNER)
        values = [source("BoxF64", HALF), source("BoxF64", SUM)]
        start = loop_head(code) + 2
        locals_ = [before, KEEP, KEEP, KEEP]
        if calling:
            states = body_states(code, start, locals_, [KEEP, source("BoxI64", I)], [None])
        else:
            states = body_states(code, start, locals_, [KEEP, source("BoxI64", I)], values)
        for unit, locals_, stack, name in states:
            stack = [source("Obj", A) if item is KEEP and k else item for k, item in enumerate(stack)]
            self.exits[unit] = self.message.exit([self.message.frame(unit, locals_, stack)], [in_slot(self.slot)])
        self.call_unit = next((unit for unit, _, _, name in states if name == "CALL"), None)

    def add_callees(self, code, callees):
        outer = self.message.frame(self.call_unit, [source("OwnerOrF64", BEFORE, OWNER), KEEP, KEEP, source("BoxI64", I)],
                                   [KEEP, source("OwnerOrF64", BEFORE, OWNER)], waiting=True)
        frames, parent = [outer], -1
        for callee in callees:
            binding = self.message.bind("Global", callee.__name__, parent)
            arguments = [source("Obj", A), source("BoxI64", I)]
            empty = [NULL] * (callee.__code__.co_nlocals - 2)
            states = body_states(callee.__code__, 0, arguments + empty, [],
                                 [source("BoxF64", HALF), None] if callee is callees[-1] else [None])
            for unit, locals_, stack, _ in states:
                image = self.message.frame(unit, locals_, stack, function=binding)
                self.exits[callee.__name__, unit] = self.message.exit(frames + [image], [in_slot(self.slot)])
            unit, locals_, stack, name = states[-1]
            if name == "CALL":
                arity = 2 + 2
                frames = frames + [self.message.frame(unit, locals_, stack[:-arity], waiting=True, function=binding)]
            self.chained = (self.message.exit(frames[:1], [in_slot(self.slot)], reason="CalleeExit"),
                            self.message.exit([self.message.frame(0, arguments + empty, [], function=binding)]))
            parent = binding
