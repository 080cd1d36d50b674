"""What the recorder sees of a running program, and which places it records."""

import dis
import unittest

from recording import record, run


class Observations(unittest.TestCase):
    def test_while_loop_on_numbers(self):
        (trace,) = record("""
            def f(n):
                x, i = 0.5, 0
                while i < n:
                    x = x * 1.5 - i
                    i += 1
            f(3000)
        """)
        self.assertEqual((trace.entry, trace.slot_kinds, trace.namespaces), (0, ["Int", "Float", "Int"], ["__main__"]))
        multiply, subtract, add = trace.seen("f", "BINARY_OP")
        self.assertEqual(multiply.operands, [{"Float"}, {"Float"}])
        self.assertEqual(subtract.operands, [{"Float"}, {"Int"}])
        self.assertEqual(add.operands, [{"Int"}, {"Int"}])
        self.assertEqual(trace.seen("f", "POP_JUMP_IF_FALSE")[0].operands, [{"Bool"}])

    def test_places_quench(self):
        (trace,) = record("""
            def f():
                for i in range(3000): j = i + 1
            f()
        """)
        self.assertTrue(all(seen.count == 4 for seen in trace.seen("f")))

    def test_big_int_and_bool_are_kinds_of_their_own(self):
        (trace,) = record("""
            def f():
                big, flag = 1 << 80, True
                for i in range(3000):
                    big + 1
                    flag & flag
            f()
        """)
        big, flag = trace.seen("f", "BINARY_OP")
        self.assertEqual((big.operands[0], flag.operands), ({"BigInt"}, [{"Bool"}, {"Bool"}]))
        self.assertIn("BigInt", trace.slot_kinds)

    def test_lists_by_index(self):
        (trace,) = record("""
            def f():
                a, b = [1.5] * 10, []
                for i in range(-10, 2000):
                    a[i % 10] = a[i % -10] + 1
                    b.append((i, 'x'))
            f()
        """)
        self.assertEqual(trace.seen("f", "BINARY_SUBSCR")[0].elements, [{"Float"}, set()])
        store = trace.seen("f", "STORE_SUBSCR")[0]
        self.assertEqual((store.operands, store.elements), ([{"Float"}, {"List"}, {"Int"}], [set(), {"Float"}, set()]))
        self.assertEqual(trace.seen("f", "LOAD_ATTR")[0].object["name"], "append")
        call = next(seen for seen in trace.seen("f", "CALL") if len(seen.operands) == 3)
        self.assertEqual(call.operands, [{"MethodDescr"}, {"List"}, {"Tuple"}])
        self.assertEqual(call.elements[2], {"Int", "Str"})

    def test_iterators(self):
        (trace,) = record("""
            def f(a, b):
                for i, (x, y) in enumerate(zip(a, b)): pass
            f([1.5] * 3000, (1,) * 3000)
        """)
        loop = trace.seen("f", "FOR_ITER")[0]
        self.assertEqual((loop.operands, loop.elements), ([{"Enumerate"}], [{"Zip"}]))
        outer, inner = trace.seen("f", "UNPACK_SEQUENCE")
        self.assertEqual((outer.elements, inner.elements), ([{"Int", "Tuple"}], [{"Float", "Int"}]))
        (trace,) = record("def f(a):\n    for x in a: pass\nf([1.5, 2] * 3000)")
        self.assertEqual(trace.seen("f", "FOR_ITER")[0].elements, [{"Float", "Int"}])
        self.assertEqual(trace.slot_kinds[-1], "ListIter")

    def test_buffers(self):
        # the bits of an element mask: traces/format/buffers.ts
        doubles, bytes_seen, iterator = 1 << 9 | 1 << 16, 1 << 1 | 1 << 20, 1 << 24
        (trace,) = record("""
            from array import array
            def f(a, m):
                for x in m: a[x] = 0.5
            f(array('d', [0.0] * 256), memoryview(bytes(range(256)) * 20))
        """)
        self.assertEqual(trace.slot_kinds, ["Buffer", "Buffer", "Int", "Buffer"])
        self.assertEqual([slot.get("elements", 0) for slot in trace.slots], [doubles, bytes_seen, 0, bytes_seen | iterator])
        self.assertEqual(trace.seen("f", "STORE_SUBSCR")[0].operands, [{"Float"}, {"Buffer"}, {"Int"}])
        (trace,) = record("""
            from array import array
            def f(a, b):
                for x, y in zip(a, b): x + y
            f(array('d', [0.0] * 3000), memoryview(bytes(3000)))
        """)
        self.assertEqual(trace.slot_kinds[-1], "Zip")
        self.assertEqual(trace.slots[-1]["step"], doubles | iterator | (bytes_seen | iterator) << 32)
        (trace,) = record("""
            from array import array
            class Sub(array): pass
            fake = type("array.array", (), {"__getitem__": lambda self, i: i})()
            released = memoryview(b"x")
            released.release()
            def g(a, b, c, d, e):
                for i in range(3000): i + 1
            g(Sub('d'), fake, released, memoryview(b'xyz')[::2], array('w'))
        """)
        self.assertEqual(trace.slot_kinds[:5], ["Other"] * 5)

    def test_range_iterator_in_a_slot(self):
        (trace,) = record("def f():\n    for i in range(30000, 0, -3): pass\nf()")
        self.assertEqual((trace.slot_kinds[-1], trace.slots[-1]["step"]), ("RangeIter", -3))

    def test_globals_builtins_and_module_attributes(self):
        (trace,) = record("""
            import math
            LIMIT = 5
            def f():
                for i in range(3000): abs(math.sqrt(i)) + LIMIT
            f()
        """)
        by_name = {seen.object["name"] if isinstance(seen.object, dict) else "": seen
                   for seen in trace.seen("f", "LOAD_GLOBAL")}
        self.assertEqual((by_name["abs"].scope, by_name["abs"].result, by_name["abs"].object["module"]),
                         (2, {"Builtin"}, "builtins"))
        self.assertEqual((by_name["math"].scope, by_name["math"].result), (1, {"Module"}))
        self.assertEqual((by_name[""].scope, by_name[""].result, by_name[""].object), (1, {"Int"}, -1))
        sqrt = trace.seen("f", "LOAD_ATTR")[0].object
        self.assertEqual((sqrt["name"], sqrt["module"]), ("sqrt", "math"))

    def test_callee_with_keywords_and_defaults(self):
        (trace,) = record("""
            def g(a, b=1.5, *, c=None): return a * b
            def f():
                for i in range(3000): g(i, c=2)
            f()
        """)
        call = trace.seen("f", "CALL_KW")[0]
        self.assertEqual(call.operands, [{"Function"}, {"Null"}, {"Int"}, {"Int"}])
        self.assertEqual(trace.codes[call.object["code"]]["name"], "g")
        self.assertEqual(call.object["defaults"], [1 << 5])
        self.assertEqual(trace.seen("g", "BINARY_OP")[0].operands, [{"Int"}, {"Float"}])
        self.assertEqual(trace.seen("g", "RETURN_VALUE")[0].result, {"Float"})

    def test_closure_cells(self):
        (trace,) = record("""
            def outer():
                k, helper = 2.5, lambda x: x * k
                def f():
                    for i in range(3000): helper(i) + k
                f()
            outer()
        """)
        loads = trace.seen("f", "LOAD_DEREF")
        self.assertEqual([seen.result for seen in loads], [{"Function"}, {"Float"}])
        self.assertEqual(loads[0].object["closure"], [1 << 5])
        self.assertEqual(trace.seen("<lambda>", "BINARY_OP")[0].operands, [{"Int"}, {"Float"}])

    def test_two_callees_at_one_place(self):
        (trace,) = record("""
            def f(a, b):
                for i in range(3000): (a if i & 1 else b)(i)
            f(abs, float)
        """)
        call = next(seen for seen in trace.seen("f", "CALL") if seen.operands[0] != {"Type"})
        self.assertEqual((call.object, call.operands[0]), (-2, {"Builtin", "Type"}))

    def test_module_level_loop(self):
        (trace,) = record("total = 0\nfor i in range(3000): total += i\n")
        self.assertEqual((trace.codes[0]["name"], trace.slot_kinds), ("<module>", ["RangeIter"]))
        load = trace.seen("<module>", "LOAD_NAME")[0]
        self.assertEqual((load.scope, load.result), (0, {"Int"}))

    def test_comprehension(self):
        (trace,) = record("def f(n): return [i * 2 for i in range(n)]\nf(3000)\n")
        append = trace.seen("f", "LIST_APPEND")[0]
        self.assertEqual((append.operands, append.elements[0]), ([{"List"}, {"Int"}], {"Int"}))
        self.assertEqual(trace.slot_kinds[-2:], ["List", "RangeIter"])

    def test_extended_arg(self):
        (trace,) = record("""
            names = ' + '.join('v%d' % i for i in range(300))
            lines = ['def f():'] + ['    v%d = %d' % (i, i + 1000) for i in range(300)]
            lines += ['    for i in range(3000): x = ' + names, 'f()']
            exec('\\n'.join(lines))
        """)
        adds = trace.seen("f", "BINARY_OP")
        self.assertEqual(len(adds), 299)
        self.assertTrue(all(seen.operands == [{"Int"}, {"Int"}] for seen in adds))
        self.assertEqual(trace.seen("f", "EXTENDED_ARG"), [])
        code = trace.code("f")["code"]
        opcodes = __import__("dis").opmap
        self.assertEqual(code[2 * trace.unit], opcodes["EXTENDED_ARG"])

    def test_hash_is_the_same_in_every_process(self):
        script = "def f():\n    for i in range(3000): i in {'a', 'b', 'c', 1, 2.5}\nf()\n"
        hashes = [record(script, PYTHONHASHSEED=seed)[0].codes[0]["hash"] for seed in ("1", "2")]
        self.assertEqual(hashes[0], hashes[1])
        self.assertRegex(hashes[0], "^[0-9a-f]{32}$")


class Regions(unittest.TestCase):
    def test_outer_loop_after_the_inner_one(self):
        traces = record("""
            def f(n):
                for i in range(n):
                    for j in range(n): x = i * j
            f(3000)
        """, TRACEJIT_THRESHOLD="500")
        inner, outer = traces[0], traces[-1]
        self.assertEqual((inner.slot_kinds[-2:], outer.slot_kinds[-2:]), (["RangeIter"] * 2, ["Int", "RangeIter"]))
        self.assertLess(outer.unit, inner.unit)
        ops = [seen.op for seen in outer.seen("f")]
        self.assertEqual((ops.count("FOR_ITER"), ops.count("GET_ITER")), (2, 1))

    def test_recursive_function(self):
        (trace,) = record("def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(15)\n")
        self.assertEqual((trace.entry, trace.unit, trace.slot_kinds), (1, 1, ["Int"]))
        self.assertEqual([seen.object["code"] for seen in trace.seen("fib", "CALL") if seen.object["code"] == 0], [0, 0])

    def test_short_loops_of_a_function_called_often(self):
        (trace,) = record("""
            def f(n):
                s = 0
                for i in range(n): s += i
                return s
            for k in range(700): f(3)
        """)[:1]
        self.assertIn("BINARY_OP", [seen.op for seen in trace.seen("f")])

    def test_another_thread_is_not_observed(self):
        (trace,) = record("""
            import threading
            stop = False
            def f(x, n):
                while n and not stop:
                    x + x
                    n -= 1
            other = threading.Thread(target=f, args=('text', -1))
            sys.setswitchinterval(1e-5)
            f(1.5, 900)
            other.start()
            f(1.5, 30000)
            stop = True
            other.join()
        """)[:1]
        seen = trace.seen("f", "BINARY_OP")[0]
        self.assertIn(seen.operands, ([{"Float"}, {"Float"}], [{"Str"}, {"Str"}]))

    def test_frees_what_it_knows_of_dead_code(self):
        done = run("""
            import gc, weakref
            def made():
                space = {}
                exec('def f():\\n    for i in range(3000): i + 1\\nf()', space)
                return weakref.ref(space['f']), weakref.ref(space['f'].__code__)
            refs = [made() for _ in range(5)]
            gc.collect()
            print([ref() for pair in refs for ref in pair] == [None] * 10)
        """, TRACEJIT_TRACE_DIR="/nonexistent")
        self.assertEqual(done.stdout, "True\n")


class Nests(unittest.TestCase):
    """Which loop of a nest is compiled (native/cpython/heat.cc). The engine is silent: what is asked for stays under way."""

    def roots(self, script):
        """By trace: name of the code, opcode at the loop's head, iterators on the stack."""
        found = []
        for trace in record(script, TRACEJIT_THRESHOLD=""):
            code = trace.codes[0]
            opcode = dis.opname[code["code"][2 * trace.unit]]
            found.append((code["name"], opcode, trace.slot_kinds.count("RangeIter")))
        return found

    def test_the_loop_around_a_short_one(self):
        script = "def f():\n    for i in range(60000):\n        for j in range(20): pass\nf()\n"
        self.assertEqual(self.roots(script), [("f", "FOR_ITER", 1)])

    def test_a_long_loop_itself(self):
        script = "def f():\n    for i in range(2):\n        for j in range(1000000): pass\nf()\n"
        self.assertEqual(self.roots(script)[0], ("f", "FOR_ITER", 2))

    def test_a_loop_that_mostly_goes_on_by_a_break(self):
        roots = self.roots("""
            def f():
                for i in range(60000):
                    r = 0
                    while r < 20:
                        r += 1
                        if r == 15: break
            f()
        """)
        self.assertEqual(roots, [("f", "FOR_ITER", 1)])

    def test_the_loop_that_calls_it(self):
        roots = self.roots("""
            def g():
                for j in range(20): pass
            def f():
                for i in range(40000):
                    for k in range(20): pass
                    g()
            f()
        """)
        self.assertEqual(roots, [("f", "FOR_ITER", 1)])


class Parallel(unittest.TestCase):
    """What a trace says of how loops may run: PARALLEL_MODES of traces/format/kinds.ts, and where prange was called."""

    LOOPS = """
        def g(n):
            s = 0
            for i in _tracejit.prange(n): s += i
            for j in range(n): s += j
            return s
        def f():
            for i in range(3000): g(3)
        %s
        f()
    """

    def trace(self, more, **environment):
        """The trace of f, which calls g."""
        return next(trace for trace in record(self.LOOPS % more, **environment) if len(trace.codes) == 2)

    def codes(self, more="", **environment):
        """By name: mode, and whether each call was one of prange, in the order of the code."""
        trace = self.trace(more, **environment)
        found = {}
        for code in trace.codes:
            calls = [2 * at for at in range(len(code["code"]) // 2) if dis.opname[code["code"][2 * at]] == "CALL"]
            pranges = [2 * unit for unit in code.get("pranges", [])]
            self.assertLessEqual(set(pranges), set(calls))
            found[code["name"]] = (code.get("parallel", 0), [at in pranges for at in calls])
        return found

    def test_off_unless_asked_for(self):
        self.assertEqual(self.codes(), {"f": (0, [False, False]), "g": (0, [True, False])})

    def test_the_knob_asks_for_all_code(self):
        self.assertEqual(self.codes(TRACEJIT_PARALLEL="on"), {"f": (1, [False, False]), "g": (1, [True, False])})
        self.assertEqual(self.codes(TRACEJIT_PARALLEL="off")["f"], (0, [False, False]))

    def test_the_mark_asks_for_its_function(self):
        mark = "_tracejit.mark(g, False, 2, True)"
        self.assertEqual(self.codes(mark), {"f": (0, [False, False]), "g": (2, [True, False])})
        self.assertEqual(self.codes(mark, TRACEJIT_PARALLEL="on"), {"f": (1, [False, False]), "g": (2, [True, False])})

    def test_code_has_another_name_for_each_way(self):
        hashes = set()
        for more, knob in (("", "off"), ("", "on"), ("_tracejit.mark(g, False, 2, True)", "on")):
            hashes.add(self.trace(more, TRACEJIT_PARALLEL=knob).code("g")["hash"])
        self.assertEqual(len(hashes), 3)

    def test_prange_called_before_its_loop_is_recorded(self):
        (trace,) = record("def f():\n    for i in _tracejit.prange(30000): pass\nf()")
        code = trace.code("f")
        (unit,) = code["pranges"]
        self.assertEqual((dis.opname[code["code"][2 * unit]], trace.seen("f", "CALL")), ("CALL", []))


if __name__ == "__main__":
    unittest.main()
