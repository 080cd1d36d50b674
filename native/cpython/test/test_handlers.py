"""Exceptions that come out of frames native code had inlined, met by handlers of the frame entered; finalisers at exits."""

import dis
import sys
import traceback
import unittest

import _tracejit
from hand_made import A, FOLDER, HALF, I, LOOP_C, SUM, WORDS, in_slot, loop_head
from installing import KEEP, NULL, Message, Native, source


def failing(x, k):
    y = x * 0.5
    return y / (k - 50)


SHAPES = {
    "caught in the loop": """
def f(s, a, n):
    for i in range(n):
        try:
            s = failing(a, i)
        except ZeroDivisionError as error:
            s = repr(error), sys._getframe().f_lineno, sys.exception() is error
            break
    return s, i
""",
    "caught around the loop": """
def f(s, a, n):
    try:
        for i in range(n):
            s = failing(a, i)
    except ZeroDivisionError as error:
        return traceback.format_exc(), i
""",
    "finally": """
def f(s, a, n):
    try:
        for i in range(n):
            s = failing(a, i)
    finally:
        s = 'seen', i
        return s
""",
    "while another is handled": """
def f(s, a, n):
    try:
        {}['missing']
    except KeyError:
        try:
            for i in range(n):
                s = failing(a, i)
        except ZeroDivisionError as error:
            return repr(error.__context__), repr(sys.exception()), traceback.format_exc()
""",
    "with": """
class Box:
    def __enter__(self): return self
    def __exit__(self, kind, value, where): return kind is ZeroDivisionError
def f(s, a, n):
    with Box():
        for i in range(n):
            s = failing(a, i)
    return i
""",
}


def made(text):
    space = {"failing": failing, "sys": sys, "traceback": traceback}
    exec(compile(text, "shape.py", "exec"), space)
    return space["f"]


def install(function, unit):
    """Leaves the loop inside `failing`, at `unit`, where the next value is 50."""
    code = function.__code__
    opcodes = {i.opname: i.offset // 2 for i in reversed(list(dis.get_instructions(code))) if i.offset // 2 > loop_head(code)}
    iterator = next(i for i in dis.get_instructions(code) if i.opname == "FOR_ITER")
    depth = sum(1 for i in dis.get_instructions(code)
                if i.opname in ("PUSH_EXC_INFO", "BEFORE_WITH") and i.offset < iterator.offset)
    slot = code.co_nlocals + depth
    message = Message(loop_head(code), WORDS)
    stack = [KEEP] * (depth + 1)
    message.exit([message.frame(loop_head(code), [KEEP] * code.co_nlocals, stack)], reason="EntryGuard")
    callee = message.bind("Global", "failing")
    locals_ = [KEEP, KEEP, KEEP, source("BoxI64", I)] + [KEEP] * (code.co_nlocals - 4)
    number = message.exit([message.frame(opcodes["CALL"], locals_, stack, waiting=True),
                           message.frame(unit, [source("Obj", A), source("BoxI64", I),
                                                source("BoxF64", HALF) if unit else NULL], [], function=callee)],
                          [in_slot(slot)])
    native = Native(FOLDER, LOOP_C)
    native.iterator_slot, native.which, native.at = slot, number, 50
    _tracejit._test_install(code, message.buffer(FOLDER, native.path))


class Handlers(unittest.TestCase):
    def test_every_shape(self):
        for name, text in SHAPES.items():
            plain, native = made(text), made(text)
            install(native, 0)
            entered = _tracejit.stats()["entries"]
            with self.subTest(name):
                self.assertEqual(outcome(native), outcome(plain))
                self.assertEqual(_tracejit.stats()["entries"], entered + 1)


def outcome(function):
    return function(0.5, 2.5, 100)


class Finalisers(unittest.TestCase):
    def test_old_values_are_dropped_when_the_frame_is_right(self):
        """What an exit replaces may run a finaliser: that sees the new locals, and the line the frame goes on at."""
        seen = []

        class Old(float):
            def __del__(self):
                frame = sys._getframe(1)
                seen.append((frame.f_code.co_name, frame.f_locals["s"], frame.f_locals["i"]))

        def f(s, a, n):
            for i in range(n):
                a = a
            return s, i

        code = f.__code__
        message = Message(loop_head(code), WORDS)
        message.exit([message.frame(loop_head(code), [KEEP] * 4, [KEEP])], reason="EntryGuard")
        head = [source("BoxF64", SUM), KEEP, KEEP, source("BoxI64", I)]
        native = Native(FOLDER, LOOP_C)
        native.which = message.exit([message.frame(loop_head(code), head, [KEEP])], [in_slot(4)])
        native.iterator_slot, native.at = 4, 20
        _tracejit._test_install(code, message.buffer(FOLDER, native.path))
        self.assertEqual(f(Old(0.5), 2.5, 22), (0.5 + 1.25 * 20, 21))
        self.assertEqual(seen, [("f", 0.5 + 1.25 * 20, 20)])
