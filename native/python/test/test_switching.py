"""What is compiled when: @jit, enable(), disable(), pause(), TRACEJIT, prompts."""

import os
import tempfile
import unittest

from running import PACKAGE, compiled, entries, interpreted, native, python

import tracejit
from tracejit import disable, enable, enabled, explain, is_compiled, jit, pause, wait

HOT = "def hot(n):\n  s = 0\n  for i in range(n): s += i & 7\n  return s\n"
WAIT = "import time\nfor _ in range(40): hot(20000); time.sleep(.01)\n"


class Switching(unittest.TestCase):
    def test_only_what_is_marked(self):
        done = python(
            "from tracejit import jit, wait, stats, enabled\nprint(enabled())\n" + HOT + WAIT + "print(stats())\n"
            "@jit\ndef f(x: int): return x + 1\nf(1)\nwait(f); f(1)\nprint(enabled(), stats()['regions'], stats()['entries'])"
        )
        self.assertEqual((done.stdout, done.stderr), ("False\n{}\nTrue 1 1\n", ""))

    def test_enable(self):
        done = python("import tracejit\ntracejit.enable()\n" + HOT + WAIT + "print(tracejit.stats()['entries'] > 0)")
        self.assertEqual((done.stdout, done.stderr), ("True\n", ""))

    def test_blocks(self):
        def f(x: int):
            return x + 1

        compiled(f, (1,))
        for switch in (disable, pause):
            with self.subTest(switch.__name__), switch() as state:
                self.assertEqual((repr(state), enabled()), ("<tracejit: off>", False))
                with interpreted(self):
                    self.assertEqual(f(1), 2)
                with enable(), native(self):
                    f(1)
                with interpreted(self):
                    f(1)
            with native(self):
                f(1)

    def test_marked_while_off(self):
        with disable():

            @jit
            def f(x: int):
                return x + 1

            with interpreted(self):
                for _ in range(20):
                    f(1)
            self.assertFalse(enabled())
        f(1)
        wait(f)
        with native(self):
            f(1)

    def test_marked_after_it_was_called(self):
        def f(x: int, y: float):
            return x * y

        with enable():
            for _ in range(20):
                f(1, 2.0)
            jit(f)
            f(1, 2.0)
            self.assertTrue(wait(f))
            with native(self):
                self.assertEqual(f(2, 2.5), 5.0)

    def test_marked_while_off_after_it_was_called(self):
        done = python(
            "from tracejit import enable, explain, jit, pause, wait\nenable()\n"
            "def f(x: int): return x + 1\nf(1)\nf(2)\nwith pause(): jit(f)\n"
            "for i in range(100): f(i)\nwait(f)\nprint(explain(f).compiled)"
        )
        self.assertEqual((done.stdout, done.stderr), ("True\n", ""))

    def test_off(self):
        done = python(
            "import tracejit\n@tracejit.jit(eager=[(int,)])\ndef f(x): return x\ntracejit.enable()\n"
            "print(f(1), tracejit.enabled(), tracejit.stats(), tracejit.is_compiled(f), tracejit.wait(f))\n"
            "print(tracejit.explain(f))",
            TRACEJIT="off",
        )
        self.assertEqual(done.stderr, "")
        self.assertIn("1 False {} False True\n", done.stdout)
        self.assertIn("tracejit has not started: use @jit, enable() or `tracejit run`", done.stdout)

    def test_the_number_is_taken(self):
        done = python(
            "import sys\nsys.monitoring.use_tool_id(5, 'other')\nfrom tracejit import jit, enable\n"
            "@jit\ndef f(x: int): return x + 1\n@jit\ndef g(x: int): return x + 2\nenable()\nprint(f(1), g(1))"
        )
        self.assertEqual(done.stdout, "2 3\n")
        self.assertEqual(
            done.stderr,
            "tracejit: sys.monitoring tool 5 (OPTIMIZER_ID) is used by another tool; functions run interpreted\n",
        )


class Switches(unittest.TestCase):
    def test_by_the_environment(self):
        done = python("import tracejit\n" + HOT + WAIT + "print(tracejit.stats()['entries'] > 0)", TRACEJIT="1")
        self.assertEqual((done.stdout, done.stderr), ("True\n", ""))

    def test_without_a_change(self):
        folder = python(None, "-m", "tracejit", "--switch").stdout.strip()
        self.assertEqual(os.listdir(folder).count("sitecustomize.py"), 1)
        text = HOT + WAIT + "import sys\nprint('tracejit' in sys.modules and sys.modules['_tracejit'].stats()['entries'] > 0)"
        for value, result in (("1", "True\n"), ("", "False\n")):
            done = python(text, PYTHONPATH=folder, TRACEJIT=value)
            self.assertEqual((done.stdout, done.stderr), (result, ""))

    def test_module_option(self):
        done = python(None, "-m", "tracejit", "-c", HOT + WAIT + "import tracejit\nprint(tracejit.stats()['entries'] > 0)")
        self.assertEqual((done.stdout, done.stderr), ("True\n", ""))


class Cache(unittest.TestCase):
    TEXT = (
        "from tracejit import jit, wait, stats\n@jit(cache=True)\ndef f(n: int):\n  s = 0\n"
        "  for i in range(n): s += i * i\n  return s\n"
        "for _ in range(3): f(10); wait(f)\nprint(f(1000), stats()['requests'], stats()['entries'] > 0)"
    )

    def test_the_next_process_finds_it(self):
        with tempfile.TemporaryDirectory() as folder:
            runs = [python(self.TEXT, XDG_CACHE_HOME=folder, TRACEJIT_CACHE="") for _ in range(2)]
            kept = os.listdir(os.path.join(folder, "tracejit"))
        self.assertEqual([run.stdout for run in runs], ["332833500 1 True\n", "332833500 0 True\n"])
        self.assertTrue(any(name.endswith(".so") for name in kept), kept)

    def test_too_late(self):
        done = python("from tracejit import jit\n@jit\ndef f(x: int): return x\njit(cache=True)(f)\nprint(f(1))")
        self.assertEqual(done.stdout, "1\n")
        self.assertIn("cache=True comes too late: tracejit has started without. Set TRACEJIT_CACHE.", done.stderr)


class Prompts(unittest.TestCase):
    def test_at_the_prompt(self):
        lines = (
            "import tracejit, time\nstate = tracejit.enable()\ns = 0\n"
            "for i in range(3000000):\n    s += i & 7\n\n"
            "print('sum', s, tracejit.stats()['entries'] > 0)\n"
            "@tracejit.jit\ndef f(x: int): return x + 1\n\n"
            "x = f(1)\nx = tracejit.wait(f)\nprint('f', f(2), tracejit.is_compiled(f))\n"
        )
        done = python(None, "-i", "-q", stdin=lines, PYTHON_BASIC_REPL="1")
        self.assertIn("sum 10500000 True\n", done.stdout)
        self.assertIn("f 3 True\n", done.stdout)

    def test_in_a_cell(self):
        scope = {"__name__": "__main__"}
        with enable():
            before = entries()
            for _ in range(40):
                exec(compile("s = 0\nfor i in range(200000):\n    s += i & 7\n", "<cell>", "exec"), scope)
            self.assertEqual((scope["s"], entries() > before), (700000, True))


class Explaining(unittest.TestCase):
    def test_a_loop_and_its_exits(self):
        def f(n: int, d: int):
            s = 0
            for i in range(n):
                s += i // d
            return s

        compiled(f, (100, 3))
        for _ in range(3):
            with self.assertRaises(ZeroDivisionError):
                f(10, 0)
        text = str(explain(f))
        self.assertIn("the function compiled", text)
        self.assertRegex(text, r"left 3 times at line \d+: a division by zero: the interpreter raises it")
        self.assertTrue(explain(f).compiled and explain(f).entries >= 3)

    def test_why_not(self):
        @jit
        def f(n: int):
            yield n

        for _ in range(30):
            list(f(1))
        wait(f)
        self.assertIn("because the code is a generator or coroutine", str(explain(f)))
        self.assertFalse(is_compiled(f))

    def test_texts(self):
        @jit
        def f(x: int, y: float):
            return x * y

        with self.assertRaisesRegex(ValueError, "f was never compiled: call it first, or use eager="):
            tracejit.dump_ir(f)
        f(1, 2.0)
        self.assertIn("define i32 @tj_entry(", tracejit.dump_ir(f).replace("dso_local ", ""))
        self.assertIn("fmul double", tracejit.dump_ir(f, "linked"))
        self.assertIn("F64Mul", tracejit.dump_ir(f, "lifted"))
        self.assertIn("F64Mul", tracejit.dump_ir(f, "typed"))
        self.assertIn("mulsd", tracejit.dump_asm(f))
        with self.assertRaisesRegex(ValueError, "stage is one of lifted, typed, linked, optimised, not 'x'"):
            tracejit.dump_ir(f, "x")

    def test_eager(self):
        def f(x, items):
            for item in items:
                x += item
            return x

        jit(eager=[(int, list[int]), (float, list[float])])(f)
        self.assertEqual([place["state"] for place in explain(f).places], ["compiled"])
        with native(self, 2):
            self.assertEqual((f(1, [2, 3]), f(0.5, [1.5])), (6, 2.0))

        @jit(eager=True)
        def g(x: "tracejit.i64", y: "float | int") -> float:
            return x * y

        self.assertEqual(len(explain(g).places[0]["units"]), 2)
        with native(self, 2):
            self.assertEqual((g(2, 1.5), g(2, 3)), (3.0, 6))
        with self.assertRaisesRegex(TypeError, "eager=True needs an annotation of y in"):
            jit(eager=True)(lambda y: y)


class Annotations(unittest.TestCase):
    def test_kinds(self):
        from typing import Annotated, Optional

        from tracejit import Ptr, Vec, c128, f32, f64, i32
        from tracejit.annotations import kinds_of

        for annotation, kinds in (
            (i32, [("Int", [])]),
            (f64 | None, [("Float", []), ("None", [])]),
            (Optional[float], [("Float", []), ("None", [])]),
            (list[list[int]], [("List", [("List", [("Int", [])])])]),
            (tuple[int, ...], [("Tuple", [("Int", [])])]),
            (Vec[f32, 4], [("Tuple", [("Float", [])])]),
            (Ptr[f64], [("Other", [])]),
            (Annotated[int, "x"], [("Int", [])]),
            (c128, [("Complex", [])]),
            (None, [("None", [])]),
            (object, [("Other", [])]),
            ([], [("Other", [])]),
        ):
            with self.subTest(repr(annotation)):
                self.assertEqual(kinds_of(annotation), kinds)

    def test_they_are_for_reading(self):
        from tracejit import Ptr, Vec, f32, i32

        self.assertEqual((repr(i32), repr(Vec[f32, 4]), repr(Ptr[i32])), ("tracejit.i32", "tracejit.Vec[tracejit.f32, 4]", "tracejit.Ptr[tracejit.i32]"))
        self.assertEqual(Vec[f32, 4], Vec[f32, 4])
        with self.assertRaisesRegex(TypeError, "an annotation: it makes no values"):
            i32(3)
        with self.assertRaisesRegex(TypeError, "Vec takes a type and a length"):
            Vec[f32]

    def test_a_promise_that_is_not_kept(self):
        @jit
        def f(x: tracejit.i32):
            return x * x

        f(3)
        wait(f)
        with native(self):
            f(4)
        self.assertEqual(f(2**40), 2**80)


if __name__ == "__main__":
    unittest.main()
