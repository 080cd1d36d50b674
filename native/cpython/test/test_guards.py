"""Native code does not stand in where somebody watches, or where what it assumed has changed."""

import sys
import unittest

import _tracejit
from hand_made import Installed, fresh, helper, plain


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
