"""Exits: every result, traceback and reference count must be plain CPython's."""

import gc
import sys
import unittest

import _tracejit
from hand_made import FOLDER, LOOKS, LOOP_C, I, SUM, WORDS, Installed, calls, dividing, fresh, helper, \
    in_slot, looking, loop_head, outcome, plain, through, through_dividing
from installing import KEEP, Message, Native, source


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


class Leaks(unittest.TestCase):
    def test_blocks_flat_over_many_exits(self):
        installed = Installed(calls("through"), through, helper)
        inner = [n for k, n in installed.exits.items() if isinstance(k, tuple)]

        def run(times):
            for k in range(times):
                installed.native.which = inner[k % len(inner)]
                installed.native.at = 5
                installed.function(0.5, 2.5, 10)
            gc.collect()
            return sys.getallocatedblocks()

        # Free lists fill and empty by a few blocks as they like; a leak shows in every run, by one a time at least.
        counts = [run(2000) for _ in range(6)]
        self.assertLess(min(after - before for before, after in zip(counts, counts[1:])), 20, counts)

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

        run(500)
        first = run(500)
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
