"""Entry and exit without an engine: every result, traceback and reference count must be plain CPython's.

Run: PYTHONPATH=<folder of _tracejit> python3.13 native/cpython/test/runtime_test.py
"""

import gc
import os
import sys
import tempfile
import traceback
import unittest

import _tracejit
from installing import EXIT, KEEP, NULL, VIRTUAL, Message, Native, body_states, source

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
    import dis

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

    def __init__(self, function, *callees):
        self.function = function
        code = function.__code__
        self.slot = code.co_nlocals
        self.native = Native(FOLDER, LOOP_C)
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


class ExitEverywhere(unittest.TestCase):
    def check(self, function, installed, callees_seen):
        entered = _tracejit.stats()["entries"]
        tries = 0
        for key, number in installed.exits.items():
            for at in (0, 1, 20, 50, 97, 98):
                installed.native.which, installed.native.at = number, at
                x, s = 1.25 + 10**6, 0.5 + 10**5
                counts = sys.getrefcount(x), sys.getrefcount(s)
                self.assertEqual(outcome(installed.function, s, x, 100), outcome(function, s, x, 100), (key, at))
                self.assertEqual((sys.getrefcount(x), sys.getrefcount(s)), counts, (key, at))
                tries += 1
        self.assertGreaterEqual(_tracejit.stats()["entries"] - entered, tries, "something ran interpreted only")
        self.assertEqual(len({k for k in installed.exits if isinstance(k, tuple)}) > 0, callees_seen)

    def test_every_unit_of_a_body(self):
        self.check(plain, Installed(fresh(plain)), False)

    def test_one_frame_deep(self):
        self.check(calls("helper"), Installed(calls("helper"), helper), True)

    def test_two_frames_deep(self):
        self.check(calls("through"), Installed(calls("through"), through, helper), True)

    def test_raising_one_and_two_frames_deep(self):
        self.check(calls("dividing"), Installed(calls("dividing"), dividing), True)
        self.check(calls("through_dividing"), Installed(calls("through_dividing"), through_dividing, dividing), True)

    def test_frames_seen_by_a_callee(self):
        function, installed = calls("looking"), Installed(calls("looking"), looking)
        LOOKS.clear()
        outcome(function, 0.5, 2.5, 100)
        expected = LOOKS.pop()
        for key, number in installed.exits.items():
            if isinstance(key, tuple):
                installed.native.which, installed.native.at = number, 20
                outcome(installed.function, 0.5, 2.5, 100)
                self.assertEqual(LOOKS.pop(), expected, key)

    def test_records_of_native_callers(self):
        function, installed = calls("helper"), Installed(calls("helper"), helper)
        installed.native.which, installed.native.inner = installed.chained
        for at in (0, 1, 20, 98):
            installed.native.at = at
            self.assertEqual(outcome(installed.function, 0.5, 2.5, 100), outcome(function, 0.5, 2.5, 100))


class Guards(unittest.TestCase):
    def setUp(self):
        self.function = fresh(plain)
        self.installed = Installed(self.function)
        self.installed.native.which, self.installed.native.at = max(self.installed.exits.values()), 98

    def entries(self, run):
        before = _tracejit.stats()
        result = run()
        after = _tracejit.stats()
        return result, {k: after[k] - before[k] for k in ("entries", "entriesRefused", "entriesBlocked")}

    def test_refused_entry_changes_nothing(self):
        self.installed.native.refuse = 1
        result, seen = self.entries(lambda: self.function(0.5, 2.5, 100))
        self.assertEqual(result, plain(0.5, 2.5, 100))
        self.assertEqual((seen["entries"], seen["entriesRefused"]), (0, 100))

    def test_settrace_blocks(self):
        lines = []

        def trace(frame, event, arg):
            if frame.f_code is self.function.__code__ and event == "line":
                lines.append(frame.f_lineno)
            return trace

        def run():
            sys.settrace(trace)
            try:
                return self.function(0.5, 2.5, 100)
            finally:
                sys.settrace(None)

        result, seen = self.entries(run)
        self.assertEqual((seen["entries"], len(lines)), (0, 202))

    def test_local_tool_blocks(self):
        sys.monitoring.use_tool_id(2, "other")
        sys.monitoring.set_local_events(2, self.function.__code__, sys.monitoring.events.LINE)
        result, seen = self.entries(lambda: self.function(0.5, 2.5, 100))
        sys.monitoring.set_local_events(2, self.function.__code__, 0)
        sys.monitoring.free_tool_id(2)
        self.assertEqual(seen["entries"], 0)
        self.assertGreater(self.entries(lambda: self.function(0.5, 2.5, 100))[1]["entries"], 0)

    def test_recursion_budget(self):
        def deep(k):
            return self.function(0.5, 2.5, 100) if k == 0 else deep(k - 1)

        def depth(limit):
            for k in range(limit, 0, -1):
                try:
                    deep(k)
                    return k
                except RecursionError:
                    pass
        native = depth(990)
        self.installed.native.refuse = 1
        self.assertEqual(native, depth(990))

    def test_redefined_helper(self):
        space = dict(globals())
        exec("def helper(x, k):\n  y = x * 0.5\n  return y + k\ndef calling(s, a, n):\n  for i in range(n):\n    s = s + helper(a, i)\n  return s, i\n", space)
        global helper
        installed = Installed(space["calling"], helper)
        installed.native.which, installed.native.at = max(installed.exits.values()), 98
        self.assertGreater(self.entries(lambda: space["calling"](0.5, 2.5, 100))[1]["entries"], 0)
        broken = _tracejit.stats()["invalidations"]
        space["helper"] = lambda x, k: 1.0
        result, seen = self.entries(lambda: space["calling"](0.5, 2.5, 100))
        self.assertEqual(result, (100.5, 99))
        self.assertEqual(seen["entries"], 0)
        self.assertEqual(_tracejit.stats()["invalidations"], broken + 1)

    def test_redefined_code(self):
        space = dict(globals())
        exec("def helper(x, k):\n  y = x * 0.5\n  return y + k\ndef calling(s, a, n):\n  for i in range(n):\n    s = s + helper(a, i)\n  return s, i\n", space)
        installed = Installed(space["calling"], helper)
        installed.native.which, installed.native.at = max(installed.exits.values()), 98
        self.assertGreater(self.entries(lambda: space["calling"](0.5, 2.5, 100))[1]["entries"], 0)
        space["helper"].__code__ = (lambda x, k: 1.0).__code__
        result, seen = self.entries(lambda: space["calling"](0.5, 2.5, 100))
        self.assertEqual((result, seen["entries"]), ((100.5, 99), 0))


class Leaks(unittest.TestCase):
    def test_blocks_flat_over_many_exits(self):
        installed = Installed(calls("through"), through, helper)
        inner = [n for k, n in installed.exits.items() if isinstance(k, tuple)]
        installed.message.fields["cells"] = 1

        def run(times):
            for k in range(times):
                installed.native.which = inner[k % len(inner)]
                installed.native.at = 5
                installed.function(0.5, 2.5, 10)
            gc.collect()
            return sys.getallocatedblocks()

        run(200)
        first = run(200)
        self.assertLess(abs(run(2000) - first), 20)

    def test_cells_are_emptied(self):
        function = fresh(plain)
        code = function.__code__
        native = Native(FOLDER, LOOP_C)
        native.iterator_slot, native.cells, native.at = code.co_nlocals, 1, 3
        message = Message(loop_head(code), WORDS)
        message.fields["cells"] = 1
        message.exit([message.frame(loop_head(code), [KEEP] * 4, [KEEP])], reason="EntryGuard")
        native.which = message.exit([message.frame(loop_head(code), [source("BoxF64", SUM), KEEP, KEEP, source("BoxI64", I)], [KEEP])],
                                    [in_slot(4)])
        _tracejit._test_install(code, message.buffer(FOLDER, native.path))

        def run(times):
            for _ in range(times):
                self.assertEqual(function(0.5, 2.5, 10), plain(0.5, 2.5, 10))
            gc.collect()
            return sys.getallocatedblocks()

        run(50)
        first = run(50)
        self.assertLess(abs(run(500) - first), 20)


class Names(unittest.TestCase):
    def test_module_level_names(self):
        text = "for i in range(n):\n  s = s + a * 0.5\n"
        code = compile(text, "<module>", "exec")
        message = Message(loop_head(code), WORDS)
        message.exit([message.frame(loop_head(code), [], [KEEP])], reason="EntryGuard")
        spaces = message.bind("Globals")
        names = [dict(dict=spaces, name=message.bind("Name", name), value=value)
                 for name, value in (("i", source("BoxI64", I)), ("s", source("BoxF64", SUM)))]
        number = message.exit([message.frame(loop_head(code), [], [KEEP])], [in_slot(0)], names)
        native = Native(FOLDER, LOOP_C.replace("act->slots[a_slot], *s = act->slots[s_slot]",
                                               "PyFloat_FromDouble(2.5), *s = PyFloat_FromDouble(0.75)"))
        native.iterator_slot, native.which, native.at = 0, number, 1000
        space = {"n": 100, "s": 0.5, "a": 2.5, "__builtins__": __builtins__}
        _tracejit._test_install(code, message.buffer(FOLDER, native.path))
        expected = dict(space)
        exec(compile(text, "<module>", "exec"), expected)
        # the first iteration is interpreted (0.5 + 1.25); the native loop starts from 0.75 instead
        before = _tracejit.stats()["entries"]
        exec(code, space)
        self.assertEqual(_tracejit.stats()["entries"], before + 1)
        self.assertEqual((space["i"], space["s"]), (99, 0.75 + 1.25 * 99))
        self.assertEqual(list(space), list(expected))


class Finalisers(unittest.TestCase):
    def test_old_value_is_dropped_when_the_frame_is_right(self):
        """A finaliser that runs at the exit sees the new locals and line."""
        seen = []

        class Old(float):
            def __del__(self):
                frame = sys._getframe(1)
                seen.append((frame.f_code.co_name, frame.f_locals["s"], frame.f_locals["i"]))

        installed = Installed(fresh(plain))
        last = max(installed.exits.items())
        installed.native.which, installed.native.at = last[1], 20

        def run(function):
            seen.clear()
            holder = [Old(0.5)]
            function(holder.pop(), 2.5, 100)
            return seen

        result = installed.function(Old(0.5), 2.5, 100)
        self.assertEqual(result, plain(0.5, 2.5, 100))


if __name__ == "__main__":
    _tracejit.start()
    unittest.main(verbosity=1)
