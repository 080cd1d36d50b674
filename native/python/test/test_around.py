"""What is around a call in plain python, and must be so for a compiled function: what names stand for where it was made, room
on the stacks, garbage collections, signals."""

import cmath
import gc
import math
import tempfile
import types
import unittest

from running import compiled, native, python

import tracejit
from tracejit import jit


def eager_in(text, *namespaces, signature=(float,)):
    """The function `f` of a text, one for each namespace, all of the same code and compiled before any call."""
    functions = []
    for names in namespaces:
        names = dict(names)
        if functions:
            functions.append(types.FunctionType(functions[0].__code__, names))
        else:
            exec(text, names)
            functions.append(names["f"])
    for function in functions:
        jit(eager=[signature])(function)
    return functions


class Names(unittest.TestCase):
    """One code object, in namespaces where a name stands for things that are called the same."""

    def results(self, text, first, second, argument, **options):
        names = [{"thing": first}, {"thing": second}]
        f, g = eager_in(text, *names, **options)
        with native(self):
            result = f(argument)
        return result, g(argument)

    def test_functions_of_two_modules(self):
        text = "def f(x): return thing(x)"
        self.assertEqual(repr(self.results(text, math.sqrt, cmath.sqrt, 4.0)), "(2.0, (2+0j))")

    def test_a_class_called_as_a_builtin(self):
        mine = type("float", (), {"__new__": lambda cls, x: "mine"})
        self.assertEqual(self.results("def f(x): return thing(x)", float, mine, 4, signature=(int,)), (4.0, "mine"))

    def test_methods_of_two_objects(self):
        text = "def f(x): return thing(x)"
        self.assertEqual(self.results(text, [5, 6].__getitem__, {1: "one"}.__getitem__, 1, signature=(int,)), (6, "one"))

    def test_two_modules(self):
        text = "def f(x): return thing.sqrt(x)"
        self.assertEqual(repr(self.results(text, math, cmath, 4.0)), "(2.0, (2+0j))")

    def test_two_modules_of_one_name(self):
        first, second = types.ModuleType("m"), types.ModuleType("m")
        first.sqrt, second.sqrt = math.sqrt, cmath.sqrt
        text = "def f(x): return thing.sqrt(x)"
        self.assertEqual(repr(self.results(text, first, second, 4.0)), "(2.0, (2+0j))")

    def test_from_the_cache_of_another_process(self):
        text = (
            "import sys\nfrom tracejit import jit, wait, stats\n%s\n"
            "@jit\ndef f(x: float):\n  return sqrt(x)\n"
            "for _ in range(50): f(4.0)\nwait(f)\nn = stats()['entries']\n"
            "print(f(4.0), stats()['entries'] - n)"
        )
        with tempfile.TemporaryDirectory() as folder:
            for module, expected in (("math", "2.0 1"), ("math", "2.0 1"), ("cmath", "(2+0j)")):
                done = python(text % f"from {module} import sqrt", TRACEJIT_CACHE=folder)
                self.assertEqual(done.stderr, "")
                self.assertTrue(done.stdout.startswith(expected), done.stdout)


DEEP = (
    "import sys, threading\nfrom tracejit import jit, wait, stats\n"
    "def between(n, k): return f(n, k)\n"
    "@jit\ndef f(n, k):\n  if n == 0: return k\n  return between(n - 1, k + 1)\n"
    "for _ in range(100): f(3, 0)\nwait(f)\nbefore = stats()['entries']\nfor _ in range(10): f(3, 0)\n"
    "print(stats()['entries'] > before)\n"
)


class Room(unittest.TestCase):
    """Python functions that call each other take none of the C stack."""

    def test_deep_recursion(self):
        done = python(DEEP + "sys.setrecursionlimit(60000)\nfor d in 500, 4000, 25000, 500: print(f(d, 0))")
        self.assertEqual((done.stdout, done.stderr), ("True\n500\n4000\n25000\n500\n", ""))

    def test_c_calls_at_the_deepest(self):
        done = python(
            DEEP + "sys.setrecursionlimit(60000)\n"
            "def between(n, k): return f(n, k) if n > 1 else len(str(eval('[' * 80 + ']' * 80)))\n"
            "print(f(12000, 0), f(12000, 0))"
        )
        self.assertEqual((done.stdout, done.stderr), ("True\n160 160\n", ""))

    def test_small_stacks_of_threads(self):
        done = python(
            DEEP + "for size in 64, 128, 1024:\n  threading.stack_size(size * 1024)\n"
            "  t = threading.Thread(target=lambda: print(f(450, 0)))\n  t.start()\n  t.join()"
        )
        self.assertEqual((done.stdout, done.stderr), ("True\n450\n450\n450\n", ""))

    def test_the_limit_is_the_same(self):
        text = (
            DEEP + "def deepest():\n  for d in range(300, 2000):\n    try: f(d, 0)\n    except RecursionError: return d\n"
            "print(deepest())"
        )
        plain = python(text.replace("@jit\n", "").replace("stats()['entries']", "len(stats())"))
        self.assertEqual(python(text).stdout.split(), ["True", plain.stdout.split()[1]])


class Endings(unittest.TestCase):
    def test_code_that_ends_while_it_is_recorded(self):
        """What is done then with freed memory the sanitizers tell."""
        done = python(
            "import time\nfrom tracejit import explain, jit, stats\n"
            "exec('@jit\\ndef f(n): return 0 if n == 0 else f(n - 1)')\n"
            "@jit\ndef g(*, x: int): return x + 1\n"
            "for _ in range(100): g(x=1)\n"
            "for _ in range(5): f(0)\n"
            "print(explain(f).places[0]['state'])\ndel f\ntime.sleep(0.03)\n"
            "before = stats()['entries']\nfor _ in range(1200): g(x=1)\nprint(stats()['entries'] - before > 1000)",
            TRACEJIT_SYNC="1",
        )
        self.assertEqual((done.stdout, done.stderr), ("recording\nTrue\n", ""))


class Arguments(unittest.TestCase):
    def test_one_that_its_parameter_gives_up(self):
        """It ends there, in the interpreter's own calls, and not when the call is over."""
        log = []

        class Noted:
            def __del__(self):
                log.append("end")

        def replace(x, log: list):
            x = None
            log.append("after")
            return x

        def delete(x, log: list):
            del x
            log.append("after")

        for function in replace, delete:
            for first in 1, "text", [1], Noted():
                jitted = compiled(type(function)(function.__code__.replace(), globals()), (first, log))
                del first
                jitted(Noted(), log)
                log.clear()
                jitted(Noted(), log)
                self.assertEqual(log, ["end", "after"])


class Interruptions(unittest.TestCase):
    """Nobody but the function looks whether the interpreter is asked for, where C calls it again and again."""

    def test_collections(self):
        kept = []

        def f(x: int, kept: list):
            kept.append([x, x])
            return x + 1

        compiled(f, (1, kept))
        seen = []

        def note(phase, info):
            seen.append(phase)

        thresholds = gc.get_threshold()
        gc.callbacks.append(note)
        try:
            with tracejit.pause():  # the next call is looked at closely
                pass
            gc.set_threshold(0)
            gc.collect()
            seen.clear()
            with native(self, 900):
                gc.set_threshold(1)
                list(map(f, range(2000), [kept] * 2000))
                gc.set_threshold(0)
        finally:
            gc.callbacks.remove(note)
            gc.set_threshold(*thresholds)
        self.assertGreater(seen.count("start"), 500)

    def test_signals(self):
        done = python(
            "import signal\nfrom itertools import repeat\nfrom tracejit import jit, wait, stats\n"
            "@jit\ndef f(x: int): return x + 1\n"
            "f(1)\nwait(f)\nf(1)\nbefore = stats()['entries']\n"
            "def stop(*_): raise KeyboardInterrupt\n"
            "signal.signal(signal.SIGALRM, stop)\nsignal.setitimer(signal.ITIMER_REAL, 0.2)\n"
            "try: all(map(f, repeat(1)))\nexcept KeyboardInterrupt: print('stopped', stats()['entries'] > before)"
        )
        self.assertEqual((done.stdout, done.stderr), ("stopped True\n", ""))


if __name__ == "__main__":
    unittest.main()
