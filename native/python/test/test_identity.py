"""A function with @jit is the function it was."""

import asyncio
import functools
import gc
import inspect
import pickle
import sys
import unittest
import weakref

from running import compiled, interpreted, native

from tracejit import is_compiled, jit, wait


@jit
def documented(x: int, /, y: float = 2.5, *, z: int = 1) -> float:
    """Adds."""
    return x + y + z


def add(a: int, b: int) -> int:
    return a + b


class Identity(unittest.TestCase):
    def test_is_the_same_object(self):
        for options in ({}, {"opt_level": 3}, {"parallel": True}, {"fastmath": True}):
            with self.subTest(options):
                self.assertIs(jit(**options)(add), add)
        self.assertIs(jit(add), add)

    def test_what_it_says_of_itself(self):
        self.assertEqual((documented.__name__, documented.__doc__), ("documented", "Adds."))
        self.assertEqual(str(inspect.signature(documented)), "(x: int, /, y: float = 2.5, *, z: int = 1) -> float")
        self.assertEqual(documented.__defaults__, (2.5,))
        self.assertEqual(documented.__kwdefaults__, {"z": 1})
        self.assertIn("Adds.", inspect.getsource(documented))

    def test_is_pickled_by_name(self):
        self.assertIs(pickle.loads(pickle.dumps(documented)), documented)

    def test_cloudpickle(self):
        try:
            import cloudpickle
        except ImportError:
            self.skipTest("cloudpickle is not installed")
        offset = 3
        f = compiled(lambda x: x + offset, (4,))
        self.assertEqual(pickle.loads(cloudpickle.dumps(f))(1), 4)

    def test_dies_as_ever(self):
        def f(x: int):
            return x + 1

        compiled(f, (1,))
        dead = weakref.ref(f)
        del f
        gc.collect()
        self.assertIsNone(dead())

    def test_defaults_and_keywords(self):
        f = compiled(lambda a, b=10, c=100: a + b + c, (1, 2, 3))
        with native(self):
            self.assertEqual(f(1, 2, 3), 6)
        for arguments, names, result in (((1,), {}, 111), ((1,), {"c": 0}, 11), ((), {"a": 1, "b": 0, "c": 0}, 1)):
            self.assertEqual(f(*arguments, **names), result)
        f.__defaults__ = (0, 0)
        self.assertEqual(f(1), 1)
        with self.assertRaisesRegex(TypeError, "missing 1 required positional argument: 'a'"):
            f()
        with self.assertRaisesRegex(TypeError, "takes from 1 to 3 positional arguments but 4 were given"):
            f(1, 2, 3, 4)
        with self.assertRaisesRegex(TypeError, "unexpected keyword argument 'd'"):
            f(1, d=2)

    def test_many_arguments(self):
        def f(a, b, c, d, e, g, h, i, j, k, m, n):
            return a + b + c + d + e + g + h + i + j + k + m + n

        compiled(f, tuple(range(12)))
        with native(self):
            self.assertEqual(f(*range(12)), 66)

    def test_other_code(self):
        def f(x: int):
            return x + 1

        def other(x: int):
            return x * 100

        compiled(f, (1,))
        f.__code__ = other.__code__
        self.assertEqual(f(3), 300)

    def test_closures_of_one_code(self):
        def adder(n):
            @jit
            def add_n(x: int):
                return x + n

            return add_n

        functions = [compiled(adder(n), (1,)) for n in (1, 2, 10, 2**70, 0.5)]
        self.assertEqual([f(1) for f in functions], [2, 3, 11, 1 + 2**70, 1.5])

    def test_cells_that_change(self):
        count = 0

        def bump(x: int):
            nonlocal count
            count += x
            return count

        compiled(bump, (1,))
        before = count
        self.assertEqual([bump(2), bump(3)], [before + 2, before + 5])
        self.assertEqual(count, before + 5)


class Made(unittest.TestCase):
    def test_methods(self):
        class Base:
            def __init__(self, k):
                self.k = k

            @jit
            def scaled(self, x: float):
                return x * 2.0

            @jit
            @staticmethod
            def plus(a: int, b: int):
                return a + b

            @classmethod
            @jit
            def named(cls, a: int):
                return (cls.__name__, a + 1)

            @property
            @jit
            def twice(self):
                return self.k * 2

        class Derived(Base):
            def scaled(self, x: float):
                return super().scaled(x) + 1.0

        base, derived = Base(3), Derived(4)
        for _ in range(100):
            base.scaled(1.0), base.plus(1, 2), base.named(1)
        wait(Base.scaled), wait(Base.plus), wait(Base.named)
        with native(self, 2):
            self.assertEqual((base.scaled(1.5), derived.scaled(1.5)), (3.0, 4.0))
        with native(self):
            self.assertEqual(Base.plus(1, 2), 3)
        self.assertEqual((Base.named(1), Derived.named(1)), (("Base", 2), ("Derived", 2)))
        self.assertEqual((base.twice, derived.twice), (6, 8))

    def test_decorators_above_and_below(self):
        calls = []

        def logged(function):
            @functools.wraps(function)
            def wrapper(*arguments):
                calls.append(arguments)
                return function(*arguments)

            return wrapper

        @logged
        @jit
        def above(x: int):
            return x + 1

        @jit
        @logged
        def below(x: int):
            return x + 2

        self.assertEqual([above(i) + below(i) for i in range(100)], [2 * i + 3 for i in range(100)])
        wait(above)
        with native(self):
            self.assertEqual(above(1), 2)
        self.assertEqual(len(calls), 201)

    def test_callables_with_a_function_inside(self):
        cached = jit(functools.lru_cache(add))
        self.assertEqual([cached(1, 2) for _ in range(3)], [3] * 3)
        class Part(functools.partial):
            pass

        for part in jit(functools.partial(add, 1)), jit(Part(add, 1)):
            self.assertEqual(part(5), 6)
        self.assertEqual(jit(self.test_methods.__self__.id)(), self.id())

    def test_generators_and_coroutines(self):
        @jit
        def numbers(n: int):
            for i in range(n):
                yield i

        @jit
        async def later(x: int):
            await asyncio.sleep(0)
            return x + 1

        async def main():
            return [await later(i) for i in range(20)]

        self.assertEqual([list(numbers(5)) for _ in range(20)], [[0, 1, 2, 3, 4]] * 20)
        self.assertEqual(asyncio.run(main()), list(range(1, 21)))
        self.assertTrue(inspect.isgeneratorfunction(numbers) and inspect.iscoroutinefunction(later))

    def test_marked_again(self):
        def f(x: int):
            return x + 1

        jit(f)
        before = sys.getrefcount(weakref.ref(f))
        for _ in range(100):
            jit(f)
        self.assertEqual(sys.getrefcount(weakref.ref(f)), before)

    def test_what_holds_no_function(self):
        for thing, name in ((len, "len"), (int, "the class int: decorate its methods"), (3, "3"), (None.__class__, "class")):
            with self.subTest(name), self.assertRaisesRegex(TypeError, "jit takes a Python function, not .*" + name):
                jit(thing)

    def test_wrong_options(self):
        for options, message in (
            ({"boundscheck": False}, "an index out of range is an IndexError"),
            ({"opt_level": 4}, "opt_level is 0, 1, 2 or 3, not 4"),
            ({"parallel": 2}, "True or False"),
            ({"eager": [int]}, r"signatures such as \[\(int, float\)\]"),
            ({"eager": None}, r"eager is True or a list of signatures such as \[\(int, float\)\], not None"),
            ({"eager": [(int,)]}, "add has 2 parameters, not 1"),
        ):
            with self.subTest(options), self.assertRaisesRegex(TypeError, message):
                jit(**options)(add)

    def test_off_at_levels(self):
        def f(n: int):
            s = 0
            for i in range(n):
                s += i * i
            return s

        for level in range(4):
            with self.subTest(level):
                g = jit(opt_level=level, eager=[(int,)])(type(f)(f.__code__.replace(co_name="f%d" % level), globals()))
                self.assertTrue(is_compiled(g))
                with native(self):
                    self.assertEqual(g(1000), 332833500)

    def test_settrace_sees_all(self):
        import sys

        def f(x: int):
            return x + 1

        compiled(f, (1,))
        events = []

        def trace(frame, event, argument):
            if frame.f_code is f.__code__:
                events.append(event)
            return trace

        sys.settrace(trace)
        try:
            with interpreted(self):
                f(1)
        finally:
            sys.settrace(None)
        self.assertEqual(events, ["call", "line", "return"])
