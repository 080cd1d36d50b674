"""Beginning and end: refusals, forks, what is left behind, the stats file."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

import _tracejit

PATH = os.path.dirname(_tracejit.__file__)


def run(text, **environment):
    command = [sys.executable, "-c", "import sys; sys.path.insert(0, %r)\n%s" % (PATH, text)]
    return subprocess.run(command, capture_output=True, text=True, env=dict(os.environ, **environment))


class Refusals(unittest.TestCase):
    def test_tool_taken(self):
        done = run("sys.monitoring.use_tool_id(5, 'other')\nimport _tracejit\n_tracejit.start()")
        self.assertIn("RuntimeError: sys.monitoring tool 5 (OPTIMIZER_ID) is used by another tool", done.stderr)

    def test_sub_interpreters(self):
        text = "import sys; sys.path.insert(0, %r)\nimport _tracejit" % PATH
        done = run("import _interpreters as i\n"
                   "for config in ('isolated', 'legacy'):\n"
                   "  print(i.exec(i.create(config), %r))" % text)
        self.assertEqual(done.stdout.count("type=namespace(__name__='ImportError'"), 2, done.stdout + done.stderr)


class Ending(unittest.TestCase):
    def test_stop_gives_everything_back(self):
        done = run("import _tracejit as t\nmonitoring = sys.monitoring\nbefore = sys.getrefcount(monitoring.DISABLE)\n"
                   "for _ in range(3):\n  t.start(); t.stop()\n"
                   "print(monitoring.get_tool(5), sys.getrefcount(monitoring.DISABLE) - before)")
        self.assertEqual((done.stdout, done.stderr), ("None 0\n", ""))

    def test_a_tool_freed_by_the_program(self):
        done = run("import _tracejit as t\nt.start()\nsys.monitoring.free_tool_id(5)")
        self.assertEqual((done.stdout, done.stderr), ("", ""))
        done = run("import _tracejit as t\nt.start()\nm = sys.monitoring\nm.free_tool_id(5)\nt.stop()\n"
                   "m.use_tool_id(5, 'mine')\nprint(m.get_events(5), m.register_callback(5, m.events.JUMP, None))\n"
                   "try: t.start()\nexcept RuntimeError as error: print(error)\nprint(m.get_tool(5))")
        self.assertEqual((done.stdout, done.stderr), ("0 None\nsys.monitoring tool 5 (OPTIMIZER_ID) is used by another "
                                                      "tool\nmine\n", ""))

    def test_a_tool_of_the_program_is_left_alone(self):
        # 'tracejit': known by more than its name
        done = run("import _tracejit as t\nt.start()\nm = sys.monitoring\nm.free_tool_id(5)\n"
                   "m.use_tool_id(5, ''.join(['trace', 'jit']))\nm.set_events(5, m.events.LINE)\n"
                   "m.register_callback(5, m.events.JUMP, print)\nt.stop()\n"
                   "print(m.get_tool(5), m.get_events(5) == m.events.LINE)\n"
                   "print(m.register_callback(5, m.events.JUMP, None), m.register_callback(5, m.events.PY_START, None))")
        self.assertEqual((done.stdout, done.stderr), ("tracejit True\n<built-in function print> None\n", ""))

    def test_started_again_after_the_program_freed_it(self):
        done = run("import _tracejit as t\nt.start()\nm = sys.monitoring\nm.free_tool_id(5)\n"
                   "t.start()\nprint(m.get_tool(5))\nt.stop()\nprint(m.get_tool(5))")
        self.assertEqual((done.stdout, done.stderr), ("tracejit\nNone\n", ""))

    def stats_after(self, text, code):
        with tempfile.TemporaryDirectory() as folder:
            done = run("import _tracejit\n_tracejit.start()\n" + text, TRACEJIT_STATS=os.path.join(folder, "stats.%p.json"))
            self.assertEqual(done.returncode, code, done.stderr)
            found = []
            for name in sorted(os.listdir(folder)):
                with open(os.path.join(folder, name)) as file:
                    found.append(json.load(file))
            return found

    def test_stats_at_every_end(self):
        for text, code in (("", 0), ("1 / 0", 1), ("sys.exit(7)", 7), ("raise KeyboardInterrupt", -2)):
            stats = self.stats_after(text, code)
            self.assertEqual([s["version"] for s in stats], [1], text)
            self.assertLessEqual({"regions", "entries", "exits", "bails", "compileMs", "codeBytes"}, set(stats[0]))

    def test_forked_child_has_its_own_file(self):
        stats = self.stats_after("import os\npid = os.fork()\nif pid: os.waitpid(pid, 0)", 0)
        self.assertEqual(len({s["pid"] for s in stats}), 2)
