"""Parallel loops as programs ask for them: prange, @jit(parallel=True), the knob, threads, errors."""

import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import textwrap
import unittest

import tracejit
from running import PACKAGE, compiled, native, python
from tracejit import ParallelError, dump_ir, get_num_threads, jit, prange, set_num_threads, set_parallel_progress
from tracejit.parallel import fault


def modes(function):
    """What the IR says of each loop, by line from the def: "Exact", "Asked" or "Asked prange"; without a row: not asked for."""
    words = [line.split(None, 7) for line in dump_ir(function, "lifted").splitlines() if line.startswith("loop ")]
    first = function.__code__.co_firstlineno
    return {int(word[6]) - first: " ".join(word[7:]) for word in words}


def raised_at(function, *arguments):
    """The type of the exception that a call raises, and at which line of the function from its def."""
    try:
        function(*arguments)
    except Exception as error:
        return type(error).__name__, error.__traceback__.tb_next.tb_lineno - function.__code__.co_firstlineno


class Prange(unittest.TestCase):
    def test_is_range(self):
        for arguments in ((3,), (2, 9), (9, 2, -3), (True,), (-5,), (2**70, 2**70 + 3)):
            with self.subTest(arguments):
                self.assertIs(type(prange(*arguments)), range)
                self.assertEqual(repr(prange(*arguments)), repr(range(*arguments)))

    def test_refuses_what_range_refuses(self):
        def said(function, *arguments, **keywords):
            try:
                return function(*arguments, **keywords)
            except Exception as error:
                return type(error), str(error)

        for arguments in ((), (1, 2, 3, 4), ("a",), (1.5,), (1, 2, 0), (None, 3)):
            with self.subTest(arguments):
                self.assertEqual(said(prange, *arguments), said(range, *arguments))
        self.assertEqual(said(prange, stop=3)[0], TypeError)

    def test_is_one_function_with_a_name(self):
        self.assertIs(tracejit.prange, prange)
        self.assertEqual(prange.__name__, "prange")
        self.assertIn("prange", tracejit.__all__)
        with self.assertRaisesRegex(AttributeError, "no attribute 'frange'"):
            tracejit.frange

    def test_where_there_is_no_frame(self):
        self.assertEqual(list(map(prange, [1, 2])), [range(1), range(2)])
        import _thread

        found, lock = [], _thread.allocate_lock()
        lock.acquire()
        _thread.start_new_thread(lambda: (found.append(prange(4)), lock.release()), ())
        lock.acquire()
        self.assertEqual(found, [range(4)])

    def test_without_an_extension(self):
        text = "from tracejit import prange, get_num_threads, set_num_threads as s; s(3); print(list(prange(1, 6, 2)), get_num_threads())"
        done = python(text, TRACEJIT="off")
        self.assertEqual((done.stdout, done.stderr), ("[1, 3, 5] 1\n", ""))

    def test_importing_the_package_loads_no_extension(self):
        done = python("import tracejit, sys; print('_tracejit' in sys.modules); tracejit.prange; print('_tracejit' in sys.modules)")
        self.assertEqual(done.stdout.split(), ["False", "True"])


class Modes(unittest.TestCase):
    """Which loops of a region may run on several cores."""

    def test_parallel_asks_for_each_loop(self):
        def f(n: int):
            s = 0
            for i in range(n):
                s += i
            while s > 10:
                s -= 7
            return s

        jit(parallel=True)(f)
        f(50), tracejit.wait(f)
        self.assertEqual(set(modes(f)), {2, 5})
        self.assertEqual(set(modes(f).values()), {"Asked"})
        with native(self):
            self.assertEqual(f(50), 1225 % 7 + 7)

    def test_prange_asks_for_its_loop(self):
        def f(n: int):
            s = 0
            for i in prange(n):
                s += i
            for j in range(n):
                s += j
            return s

        compiled(f, (50,))
        self.assertEqual(modes(f), {2: "Asked prange"})
        with native(self):
            self.assertEqual(f(50), 2450)

    def test_prange_of_a_loop_that_is_entered_in_the_middle(self):
        def f(n):
            s = 0
            for i in prange(1, n, 2):
                s += i
            return s

        jit(f)
        with native(self):
            self.assertEqual([f(200_000), tracejit.wait(f), f(200_000)], [10**10, True, 10**10])
        self.assertEqual(modes(f), {2: "Asked prange"})

    def test_prange_by_other_names_and_places(self):
        def f(n: int, a: list):
            import_free = tracejit.prange
            s = 0
            for i in tracejit.prange(n):
                s += i
            for i in import_free(n):
                s += i
            for i in range(n):
                s -= i
            s += len([i for i in prange(n)])
            return s

        jit(f)
        for _ in range(60):
            f(2000, [])
        tracejit.wait(f)
        rows = {place["line"] - f.__code__.co_firstlineno for place in tracejit.explain(f).places if place["entry"] == "loop"}
        self.assertLessEqual({3, 5, 7, 9}, rows)

    def test_a_function_called_inside_keeps_its_own_mode(self):
        def inner(n):
            t = 0
            for j in range(n):
                t += j
            return t

        scope = {"inner": inner}
        exec("def outer(n):\n  s = 0\n  for i in range(n):\n    s += inner(3)\n  return s", scope)
        outer = scope["outer"]
        jit(parallel=True)(outer)
        for _ in range(80):
            outer(100)
        tracejit.wait(outer)
        loops = [line for line in dump_ir(outer, "lifted").splitlines() if line.startswith("loop ")]
        self.assertEqual([line.split()[2] for line in loops], ["0"])
        jit(parallel=True)(inner)
        for _ in range(80):
            outer(100)
        tracejit.wait(outer)
        loops = [line for line in dump_ir(outer, "lifted").splitlines() if line.startswith("loop ")]
        self.assertEqual([line.split()[2] for line in loops], ["0", "1"])

    def test_marked_again_it_is_compiled_anew(self):
        def f(n: int):
            s = 0
            for i in range(n):
                s += i
            return s

        compiled(f, (50,))
        self.assertEqual((modes(f), tracejit.explain(f).loops), ({}, []))
        jit(parallel=True)(f)
        for _ in range(200):
            f(50)
            tracejit.wait(f)
        self.assertEqual(modes(f), {2: "Asked"})
        self.assertNotEqual(tracejit.explain(f).loops, [], "what is installed was compiled for serial loops")
        with native(self):
            self.assertEqual(f(50), 1225)

    def test_the_knob(self):
        text = textwrap.dedent("""
            from tracejit import jit, wait, dump_ir
            def f(n: int):
                s = 0
                for i in range(n): s += i
                return s
            jit(f)
            f(9); wait(f)
            print([line for line in dump_ir(f, "lifted").splitlines() if line.startswith("loop ")])
        """)
        exact = "['loop code 0 unit 14 line 5 Exact']\n"
        self.assertEqual(python(text).stdout, "[]\n")
        self.assertEqual(python(text, TRACEJIT_PARALLEL="on").stdout, exact)
        for words in (["-m", "tracejit"], [PACKAGE + "/tracejit/__main__.py"]):
            done = subprocess.run([sys.executable, *words, "--parallel", "-c", text], cwd=PACKAGE, capture_output=True, text=True)
            self.assertEqual((done.stdout, done.stderr), (exact, ""))

    def test_the_command_line_is_pythons(self):
        text = "import sys; print(sys.argv, sys.orig_argv[1:])"
        for environment in ({}, {"TRACEJIT": "off"}):
            done = python(None, "-m", "tracejit", "--parallel", "-c", text, "--parallel", **environment)
            self.assertEqual(done.stdout, "['-c', '--parallel'] ['-c', %r, '--parallel']\n" % text)


class Threads(unittest.TestCase):
    def test_refuses_what_is_no_number_of_threads(self):
        for number in (0, -3):
            with self.subTest(number), self.assertRaisesRegex(ValueError, "at least 1"):
                set_num_threads(number)
        for number in ("2", 2.0, True, None):
            with self.subTest(number), self.assertRaisesRegex(TypeError, "number of threads is an int"):
                set_num_threads(number)
        with self.assertRaisesRegex(ValueError, "257"):
            set_num_threads(257)

    def test_is_asked_for_what_was_set(self):
        before = get_num_threads()
        try:
            for number in (3, 1, 256):
                set_num_threads(number)
                self.assertEqual(get_num_threads(), number)
        finally:
            set_num_threads(before)
        text = "from tracejit import get_num_threads as g, set_num_threads as s; print(g()); s(2); print(g())"
        self.assertEqual(python(text, TRACEJIT_THREADS="7").stdout.split(), ["7", "2"])

    def test_progress(self):
        with self.assertRaisesRegex(TypeError, "a callable or None is needed, not int"):
            set_parallel_progress(3)

        def f(n: int):
            t = 0
            for i in prange(n):
                for j in range(200):
                    t += (i * j) % 7
            return t

        seen = []
        compiled(f, (10,))
        n = 2_000_000  # a call takes some tenths of a second: long enough to be told of
        expected = f(n)
        set_parallel_progress(lambda done, count: seen.append((done, count)))
        try:
            while not seen:
                self.assertEqual(f(n), expected)
        finally:
            set_parallel_progress(None)
        self.assertTrue(all(0 < done <= count <= n for done, count in seen), seen)


class OnSeveralCores(unittest.TestCase):
    """Loops that do run on several threads, and what is said of them."""

    def setUp(self):
        self.threads = get_num_threads()
        set_num_threads(2)

    def tearDown(self):
        set_num_threads(self.threads)

    def verdicts(self, function):
        return {(loop["line"] - function.__code__.co_firstlineno, loop["verdict"]) for loop in tracejit.explain(function).loops}

    def test_the_sum_of_the_roadmap(self):
        text = textwrap.dedent("""
            from tracejit import explain, jit, stats, wait
            @jit(parallel=True)
            def parallel_sum(arr: list[int]) -> int:
                total = 0
                for x in arr:
                    total += x
                return total
            numbers = list(range(-5, 20_000))
            print(parallel_sum(numbers), wait(parallel_sum), parallel_sum(numbers) == sum(numbers))
            counts = stats()["parallel"]
            print(counts["runs"] > 0, counts["iterations"] > 10_000, counts["chunks"] > 10, stats()["entries"] > 0)
            print([(loop["line"], loop["verdict"]) for loop in explain(parallel_sum).loops], end="")
            print("the loop runs on several cores" in str(explain(parallel_sum)))
        """)
        done = python(text, TRACEJIT_PARALLEL_CHUNK="100", TRACEJIT_THREADS="2")
        expected = "%d True True\nTrue True True True\n[(6, 'Parallel')]True\n" % sum(range(-5, 20_000))
        self.assertEqual((done.stdout, done.stderr), (expected, ""))

    def test_what_an_iteration_raises_is_counted_as_a_stop(self):
        text = textwrap.dedent("""
            from tracejit import jit, prange, stats, wait
            @jit
            def f(n: int, d: int):
                t = 0
                for i in prange(n):
                    t += (i * i) % (d - i)
                return t
            f(3000, 10**9), wait(f), f(3000, 10**9)
            before = stats()["parallel"]
            try: f(3000, 500)
            except ZeroDivisionError as error: print(error.__traceback__.tb_next.tb_lineno)
            after = stats()["parallel"]
            print(before["runs"] > 0, after["stopped"] - before["stopped"], 400 < after["iterations"] - before["iterations"] <= 500)
        """)
        done = python(text, TRACEJIT_PARALLEL_CHUNK="100", TRACEJIT_THREADS="2")
        self.assertEqual((done.stdout.split(), done.stderr), (["7", "True", "1", "True"], ""))

    def test_a_dependence_is_an_error_of_prange_and_a_line_of_explain(self):
        def prefix(a: list, b: list):
            for i in prange(1, len(a)):
                a[i] = a[i] + a[i - 1]
            for i in prange(len(a)):
                b[i] = a[i] * 2
            return a[-1]

        jit(prefix)
        first = prefix([1] * 100_000, [0] * 100_000)
        tracejit.wait(prefix)
        a = [1] * 50
        with self.assertRaises(ParallelError) as caught:
            prefix(a, [0] * 50)
        error = caught.exception
        self.assertEqual(raised_at(prefix, a, []), ("ParallelError", 1))
        self.assertEqual((first, a), (100_000, [1] * 50), "the loop was begun")
        self.assertEqual((error.verdict, error.function, error.filename), ("Dependence", prefix.__qualname__, __file__))
        self.assertEqual(error.line, prefix.__code__.co_firstlineno + 1)
        self.assertIn("line %d" % (error.line + 1), error.detail)
        self.assertIn((1, "Dependence"), self.verdicts(prefix))
        self.assertNotIn((3, "Dependence"), self.verdicts(prefix))
        self.assertRegex(str(tracejit.explain(prefix)), "the loop over prange runs serially: an iteration needs .*; try: write the")

    def test_the_same_loop_over_range_runs_serially(self):
        def prefix(a: list):
            for i in range(1, len(a)):
                a[i] = a[i] + a[i - 1]
            return a[-1]

        jit(parallel=True)(prefix)
        results = []
        for _ in range(3):
            results.append(prefix([1] * 100_000))
            tracejit.wait(prefix)
        self.assertEqual((results, self.verdicts(prefix)), ([100_000] * 3, {(1, "Dependence")}))


class Explained(unittest.TestCase):
    """What explain() says of loops, from what the extension hands it."""

    ROW = {"code": "f", "line": 5, "verdict": "Dependence", "prange": True, "detail": "iteration i reads a[i-1]"}

    def explanation(self, *loops):
        unit = {"entries": 1, "codeBytes": 9, "exits": []}
        units = [{**unit, "loops": list(loops)}, {**unit, "loops": list(loops[:1])}]
        places = [{"entry": "loop", "line": 4, "state": "compiled", "declined": None, "units": units}]
        return tracejit.Explanation("f", "x.py", places, "")

    def test_one_line_for_each_loop_with_reason_and_advice(self):
        other = {**self.ROW, "line": 3, "verdict": "Parallel", "prange": False, "detail": ""}
        inner = {**other, "code": "g", "line": 1, "verdict": "TooCheap"}
        explained = self.explanation(self.ROW, inner, other)
        self.assertEqual(explained.loops, [other, self.ROW, inner])
        lines = str(explained).splitlines()[2:]
        self.assertEqual(lines[0], "  line 3: the loop runs on several cores")
        self.assertRegex(lines[1], r"^  line 5: the loop over prange runs serially: .* \(iteration i reads a\[i-1\]\); try: write the")
        self.assertRegex(lines[2], "^  line 1 of g: the loop runs serially: there is too little to do in it; try: do more")
        self.assertEqual(len(lines), 3)

    def test_a_verdict_of_another_version_of_the_engine(self):
        self.assertIn("line 5: the loop over prange Gone (", str(self.explanation({**self.ROW, "verdict": "Gone"})))

    def test_nothing_is_said_of_loops_nobody_asked_for(self):
        def f(n: int):
            s = 0
            for i in range(n):
                s += i
            return s

        compiled(f, (50,))
        self.assertEqual(tracejit.explain(f).loops, [])
        self.assertEqual([unit["loops"] for place in tracejit.explain(f).places for unit in place["units"]], [[]])


class Example(unittest.TestCase):
    def test_prints_the_same_interpreted(self):
        script = os.path.join(os.path.dirname(os.path.dirname(PACKAGE)), "examples", "parallel_sum.py")
        folder = tempfile.mkdtemp(prefix="tracejit-parallel-test-")
        stats = os.path.join(folder, "stats")
        jitted, plain = python(None, script, TRACEJIT_STATS=stats), python(None, script, TRACEJIT="off")
        self.assertEqual((jitted.stdout, jitted.stderr), (plain.stdout, plain.stderr))
        self.assertIn("primes below 120000 are 11301", plain.stdout)
        with open(stats) as file:
            self.assertGreater(json.load(file)["entries"], 0)
        shutil.rmtree(folder)


class Errors(unittest.TestCase):
    def test_is_a_runtime_error_of_ours(self):
        self.assertTrue(issubclass(ParallelError, RuntimeError))
        self.assertEqual((ParallelError.__module__, ParallelError().line), ("tracejit", 0))

    def test_goes_to_other_processes(self):
        error = fault((lambda: 0).__code__, 7, "Dependence", "reads a[i-1]")
        copy = pickle.loads(pickle.dumps(error))
        self.assertEqual((type(copy), str(copy), copy.line, copy.detail), (ParallelError, str(error), 7, "reads a[i-1]"))


if __name__ == "__main__":
    unittest.main()
