"""Calls of compiled functions: results, exceptions, what is left behind."""

import math
import sys
import threading
import traceback
import unittest

from running import compiled, native, python

import tracejit
from tracejit import jit, wait


def outcome(function, *arguments):
    """What a call gives: its result with its type, or its exception with the lines it came through."""
    try:
        result = function(*arguments)
    except Exception as error:
        frames = [(frame.name, frame.lineno, frame.colno) for frame in traceback.extract_tb(error.__traceback__)[1:]]
        return type(error).__name__, error.args, frames
    return type(result).__name__, repr(result)


class Calls(unittest.TestCase):
    def test_compiled_in_the_first_call(self):
        @jit
        def f(x: int, y: float):
            return x * y + 1.0

        f(1, 2.0)
        self.assertTrue(wait(f))
        with native(self, 1):
            self.assertEqual(f(3, 0.5), 2.5)

    def test_a_name_that_comes_later(self):
        scope = {"jit": jit}
        exec("@jit\ndef f(x: int):\n  if x < 0: return later(x)\n  return x + 1", scope)
        f = scope["f"]
        f(1)
        wait(f)
        with native(self):
            self.assertEqual(f(2), 3)
        self.assertEqual(outcome(f, -1)[0], "NameError")
        exec("def later(x): return x * 2", scope)
        self.assertEqual([f(-i) for i in range(1, 60)], [-2 * i for i in range(1, 60)])
        wait(f)
        f(-1)
        exits = [item for unit in tracejit.explain(f).places[0]["units"] for item in unit["exits"]]
        self.assertEqual([item["reason"] for item in exits if item["count"] > 20], [], "seen, but not compiled in")

    def test_what_does_not_fit(self):
        def f(x: int, y: float):
            if x > 100:
                return x - y
            return x * y

        g = type(f)(f.__code__, globals())
        g.__annotations__ = f.__annotations__
        compiled(g, (3, 0.5))
        for arguments in ((2**80, 1.0), (True, 1.0), ("ab", 2), ("ab", 2.0), ([1], 3), (None, None), (101, 0.25), (-0.0, 0)):
            with self.subTest(arguments):
                self.assertEqual(outcome(g, *arguments), outcome(f, *arguments))

    def test_raises_once(self):
        log = []

        def f(items: list, i: int):
            items.append(i)
            return 10 // i

        g = compiled(type(f)(f.__code__.replace(), globals()), ([], 1), ([], 5))
        with native(self):
            kind, arguments, frames = outcome(g, log, 0)
        self.assertEqual((log, kind, [name for name, *_ in frames]), ([0], "ZeroDivisionError", ["f"]))
        self.assertEqual((kind, arguments, frames), outcome(f, [], 0))

    def test_overflow_goes_on(self):
        def f(n: int):
            product = 1
            for i in range(1, n + 1):
                product *= i
            return product

        compiled(f, (10,))
        with native(self):
            self.assertEqual(f(30), math.factorial(30))

    def test_returns(self):
        def choose(x: int, which: int):
            if which == 0:
                return None
            if which == 1:
                return True
            if which == 2:
                return "text"
            if which == 3:
                return (x, x)
            if which == 4:
                return [x]
            if which == 5:
                return x / 2
            return x

        compiled(choose, *((7, which) for which in range(7)))
        with native(self, 7):
            results = [choose(7, which) for which in range(7)]
        self.assertEqual(results, [None, True, "text", (7, 7), [7], 3.5, 7])

    def test_the_same_object_comes_back(self):
        big, text = 10**30, object()
        first = compiled(lambda x, y: x, (big, text))
        self.assertIs(first(big, text), big)
        self.assertIs(first(text, big), text)
        thousand, half = 12345, 0.5
        f = compiled(lambda x: x, (thousand,))
        g = compiled(lambda x: x, (half,))
        self.assertIs(f(thousand), thousand)
        self.assertIs(g(half), half)

    def test_recursion_ends_as_ever(self):
        def depth(n: int):
            return depth(n + 1)

        def plain(n):
            return plain(n + 1)

        jit(depth)
        for function in (plain, depth, depth):
            with self.assertRaisesRegex(RecursionError, "maximum recursion depth exceeded"):
                function(0)

    def test_mutual_recursion(self):
        def even(n: int):
            return True if n == 0 else odd(n - 1)

        def odd(n: int):
            return False if n == 0 else even(n - 1)

        scope = {"even": even, "odd": odd}
        even, odd = jit(even), jit(odd)
        for _ in range(100):
            even(20), odd(20)
        wait(even), wait(odd)
        self.assertEqual([scope["even"](n) for n in range(6)], [True, False] * 3)

    def test_threads(self):
        def f(n: int):
            s = 0
            for i in range(n):
                s += i & 3
            return s

        compiled(f, (100,))
        results = []

        def work():
            results.append([f(n) for n in range(0, 3000, 10)])

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        expected = [sum(i & 3 for i in range(n)) for n in range(0, 3000, 10)]
        self.assertEqual(results, [expected] * 4)

    def test_called_from_c(self):
        def key(x: int):
            return -x

        compiled(key, (1,))
        with native(self, 200):
            self.assertEqual(sorted(range(100), key=key), list(range(99, -1, -1)))
            self.assertEqual(list(map(key, range(100))), [-x for x in range(100)])

    def test_a_compiled_function_in_a_compiled_loop(self):
        def step(x: int, y: float):
            return x * y + 1.0

        def run(n: int):
            total = 0.0
            for i in range(n):
                total += step(i, 0.5)
            return total

        expected = run(1000)
        compiled(step, (1, 0.5))
        compiled(run, (1000,))
        with native(self):
            self.assertEqual(run(1000), expected)


class Leaks(unittest.TestCase):
    """No call leaves anything behind."""

    def kinds(self):
        def number(x: int, y: float):
            return x * y

        def returned(x: object):
            return x

        def built(x: int):
            return [x, x + 1000]

        def raising(x: int):
            return 1 // x

        def overflow(x: int):
            return x * x

        item = object()
        return (
            (number, (3, 0.5), (3, 0.5)),
            (number, (3, 0.5), ("ab", 3)),
            (returned, (item,), (item,)),
            (built, (5,), (5000,)),
            (raising, (1,), (0,)),
            (overflow, (3,), (2**62,)),
        )

    def test_blocks_and_references(self):
        for function, warm, arguments in self.kinds():
            with self.subTest(function.__name__, arguments=arguments):
                compiled(function, warm)

                def call(count, function=function, arguments=arguments):
                    for _ in range(count):
                        try:
                            function(*arguments)
                        except ZeroDivisionError:
                            pass

                call(300)
                wait(function)
                call(300)
                counts = [sys.getrefcount(item) for item in arguments]
                with native(self):
                    before = sys.getallocatedblocks()
                    call(10000)
                    after = sys.getallocatedblocks()
                self.assertLess(abs(after - before), 40)
                self.assertEqual([sys.getrefcount(item) for item in arguments], counts)

    def test_unboxed_arguments_allocate_nothing(self):
        done = python(
            "import sys\nfrom tracejit import jit, wait, stats\n"
            "@jit\ndef f(a: int, b: float, c: bool, d: int):\n  if c: return a < d\n  return b < 0.5\n"
            "arguments = (1000, 0.25, True, 10**6)\n"
            "for _ in range(50): f(*arguments)\nwait(f)\nfor _ in range(50): f(*arguments)\n"
            "def most(call, count=sys.getallocatedblocks):\n  before = count()\n  call()\n  return count() - before\n"
            "def nothing(): pass\ndef once(): f(1000, 0.25, True, 10**6)\n"
            "for _ in range(3): own, most_of_f = most(nothing), most(once)\nprint(most_of_f - own)\n"
            "entries = stats()['entries']\nonce()\n"
            "print(stats()['entries'] - entries)"
        )
        self.assertEqual((done.stdout.split(), done.stderr), (["0", "1"], ""))


class Processes(unittest.TestCase):
    def test_forked_child(self):
        done = python(
            "import os\nfrom tracejit import jit, wait, stats\n@jit\ndef f(x: int): return x + 1\n"
            "f(1); wait(f); f(1)\nn = stats()['entries']\npid = os.fork()\nos.write(1, b'%d %d\\n' % (f(2), stats()['entries'] - n))\n"
            "if pid: os.waitpid(pid, 0)\nelse: os._exit(0)"
        )
        self.assertEqual((done.stdout, done.stderr), ("3 1\n3 1\n", ""))

    def test_no_engine(self):
        done = python(
            "from tracejit import jit, wait, explain\n@jit(eager=[(int,)])\ndef f(x): return x + 1\n"
            "print([f(i) for i in range(100)] == list(range(1, 101)), wait(f))\n",
            TRACEJIT_NODE="/nonexistent",
        )
        self.assertEqual(done.stdout, "True True\n")
        self.assertEqual(done.returncode, 0)

    def test_an_engine_that_dies(self):
        done = python(
            "from tracejit import jit, wait\n@jit(eager=[(int,)])\ndef f(x): return x + 1\n"
            "print([f(i) for i in range(100)] == list(range(1, 101)), wait(f))\n",
            TRACEJIT_NODE="/bin/false",
        )
        self.assertEqual((done.stdout, done.returncode), ("True True\n", 0))


if __name__ == "__main__":
    tracejit.stats()
    unittest.main()
