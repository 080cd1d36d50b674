"""How a program gets on with engines, good and bad: asked, answered, deserted."""

import dis
import json
import os
import shutil
import tempfile
import textwrap
import threading
import time
import unittest

import _tracejit
from installing import KEEP, ROOT, Message, Native, table
from recording import FOLDER, FakeEngine, encode, refuse, run

STATS = "\nprint(_tracejit.stats_json())\n"


def wait_for(path):
    while not os.path.exists(path):
        time.sleep(0.01)


def stats_of(done):
    return json.loads(done.stdout.splitlines()[-1])


# Native code that leaves by exit 1 at once, every time; `exit_number` is compiled in.
LEAVE = """
#include "abi.h"
__attribute__((visibility("default"))) int32_t tj_entry(tj_install *install, tj_activation *act) {
  (void)install;
  *act->spill++ = %d;
  return %d;
}
"""


def install_that_leaves(folder, exit_number, reason):
    """Answers every request with native code that leaves every slot as it is."""
    path = Native(folder, LEAVE % (exit_number, exit_number)).path

    def answer(body):
        message = Message(body["unit"], 0, body.get("entry", 0))
        local_count = len(body["codes"][0]["local_names"])
        frame = message.frame(body["unit"], [KEEP] * local_count, [KEEP] * (len(body["slots"]) - local_count))
        message.exit([frame], reason="EntryGuard")
        message.exit([frame], reason=reason)
        return "Install", dict(message.fields, request_id=body["request_id"], so_path=path)

    return answer


class Installs(unittest.TestCase):
    LOOP = "def f(n):\n    s = 0\n    for i in range(n): s += i\n    return s\nprint(f(60000))\n"

    # Another way through the loop later on: a recording there sees something new.
    PHASES = LOOP.replace("s += i\n", "s += i if i < 2000 else int(i)\n")

    def run_with(self, exit_number, reason, program=LOOP, **more):
        engine = FakeEngine(install_that_leaves(tempfile.mkdtemp(dir=FOLDER), exit_number, reason))
        done = run(program + STATS, TRACEJIT_ENGINE=engine.path, TRACEJIT_SYNC="1", **more)
        self.assertEqual(done.stdout.splitlines()[0], str(sum(range(60000))))
        return engine.requests, stats_of(done)

    def test_finished_exits_are_not_recorded_again(self):
        requests, stats = self.run_with(1, "Finished")
        self.assertEqual((len(requests), stats["regions"]), (1, 1))
        self.assertGreater(stats["entries"], 50000)

    def test_hot_exits_that_teach_nothing_are_not_asked_for_again(self):
        requests, stats = self.run_with(1, "NeverSeen")
        self.assertEqual((len(requests), stats["regions"]), (1, 1))

    def test_hot_exits_that_teach_something_are_asked_for_and_replace(self):
        requests, stats = self.run_with(1, "NeverSeen", self.PHASES, TRACEJIT_EXIT_THRESHOLD="2")
        self.assertEqual((len(requests), stats["regions"]), (2, 2))
        self.assertEqual({(body["unit"], len(body["slots"])) for body in requests}, {(requests[0]["unit"], 4)})

    def test_entries_that_do_not_pay_get_rare(self):
        _, stats = self.run_with(1, "NotCompiled", TRACEJIT_EXIT_THRESHOLD="1000000")
        self.assertLess(stats["entries"], 500)

    def test_refused_entries_ask_for_four_versions_at_most(self):
        requests, stats = self.run_with(0, "Finished")
        self.assertEqual((len(requests), stats["entries"]), (4, 0))
        self.assertLess(stats["entriesRefused"], 2000)

    def test_cache_is_asked_before_the_engine(self):
        folder = tempfile.mkdtemp(dir=FOLDER)
        answer = install_that_leaves(folder, 1, "Finished")
        kept = []

        def keep(body):
            kept.append((body, answer(body)))
            return kept[-1][1]

        run(self.LOOP, TRACEJIT_ENGINE=FakeEngine(keep).path, TRACEJIT_SYNC="1")
        (body, (_, install)), = kept
        hash_, unit = body["codes"][0]["hash"], body["unit"]
        with open(os.path.join(folder, "%s-%d-x.install" % (hash_, unit)), "wb") as file:
            file.write(encode("Install", dict(install, code_hash=hash_)))
        stats = stats_of(run(self.LOOP + STATS, TRACEJIT_CACHE=folder, TRACEJIT_ENGINE="/nonexistent"))
        self.assertEqual((stats["regions"], stats["requests"], stats["bails"]), (1, 0, {}))
        self.assertGreater(stats["entries"], 50000)
        knobs = {"TRACEJIT_CACHE": folder, "TRACEJIT_ENGINE": "/nonexistent", "TRACEJIT_PARALLEL": "on"}
        self.assertEqual(stats_of(run(self.LOOP + STATS, **knobs))["regions"], 0, "compiled for serial loops")


class Verdicts(unittest.TestCase):
    """What the engine says of loops, and what a loop over prange does that it finds to depend on its order."""

    DEPENDENCE, CHEAP = table("parallel_verdicts.h", "TJ_VERDICT")["Dependence"], table("parallel_verdicts.h", "TJ_VERDICT")["TooCheap"]
    ENVIRONMENT = {"PYTHONPATH": os.pathsep.join([os.environ["PYTHONPATH"], os.path.join(ROOT, "native/python")])}
    LOOP = """
        prange = _tracejit.prange
        def f(n):
            s = 0
            for i in prange(n): s += i
            for i in prange(3): s += 1
            return s
        def called(n):
            try: return f(n)
            except RuntimeError as error: return error
        print(f(60000))
        error = called(5)
        print(repr(error))
        print(error, error.line, error.verdict, error.detail, error.function, error.filename == __file__, sep='|')
        print(repr(called(5)) == repr(error), type(error).__module__)
    """

    def run_with(self, verdict, script=LOOP):
        """The loop entered, or the first of the function, has this verdict."""
        answer = install_that_leaves(tempfile.mkdtemp(dir=FOLDER), 1, "Finished")

        def with_verdicts(body):
            kind, install = answer(body)
            code = body["codes"][0]
            units = {unit: dis.opname[code["code"][2 * unit]] for unit in range(len(code["code"]) // 2)}
            header = next(u for u in units if u >= (body.get("unit", 0)) and units[u] == "FOR_ITER")
            call = max((u for u in code["pranges"] if u < header), default=-1)
            row = {"code": 0, "unit": header, "line": 6, "verdict": verdict, "prange": True, "detail": "reads a[i-1]",
                   "call": call, "hash": code["hash"]}
            return kind, dict(install, code_names=["f"], verdicts=[row])

        engine = FakeEngine(with_verdicts)
        return run(textwrap.dedent(script) + STATS, TRACEJIT_ENGINE=engine.path, TRACEJIT_SYNC="1", **self.ENVIRONMENT)

    def test_the_next_call_raises_where_iterations_depend_on_each_other(self):
        done = self.run_with(self.DEPENDENCE)
        result, error, parts, again, stats = done.stdout.splitlines()
        self.assertEqual(result, str(sum(range(60000)) + 3))
        self.assertRegex(error, r"^ParallelError\('the loop over prange at line 6 of f: an iteration needs .* \(reads a\[i-1\]\)")
        self.assertEqual(parts.split("|")[1:], ["6", "Dependence", "reads a[i-1]", "f", "True"])
        self.assertEqual(again, "True tracejit")
        stats = json.loads(stats)
        self.assertEqual((stats["regions"], stats["bails"]), (1, {}))
        self.assertGreater(stats["entries"], 50000)
        row = {"code": "f", "line": 6, "verdict": "Dependence", "prange": True, "detail": "reads a[i-1]"}
        self.assertEqual([unit["loops"] for unit in stats["units"]], [[row]])

    def test_other_verdicts_raise_nothing(self):
        done = self.run_with(self.CHEAP, self.LOOP.split("        error =")[0] + "        print(called(5))\n")
        result, other, stats = done.stdout.splitlines()
        self.assertEqual((result, other), (str(sum(range(60000)) + 3), "13"))
        self.assertEqual([unit["loops"][0]["verdict"] for unit in json.loads(stats)["units"]], ["TooCheap"])

    def test_code_that_would_pass_by_the_call_is_not_entered(self):
        script = """
            def f(n):
                s = 0
                for i in _tracejit.prange(n): s += i
                return s
            _tracejit.mark(f, True)
            f(4)
            try: print(f(4))
            except RuntimeError as error: print(type(error).__name__)
            print(_tracejit.places(f))
        """
        raised, places, stats = self.run_with(self.DEPENDENCE, script).stdout.splitlines()
        self.assertEqual(raised, "ParallelError")
        start = next(place for place in json.loads(places) if place["entry"] == "function")
        self.assertEqual((start["state"], start["declined"]["reason"]), ("declined", "PrangeDependence"))
        self.assertEqual((start["declined"]["detail"], start["declined"]["line"]), ("reads a[i-1]", 6))
        stats = json.loads(stats)
        self.assertEqual((stats["regions"], stats["bails"]), (0, {"PrangeDependence": 1}))

    def test_the_counters_are_always_there(self):
        stats = stats_of(run("print(1)" + STATS))
        names = ["runs", "iterations", "chunks", "stopped", "released", "threads", "tooCheap"]
        self.assertEqual(stats["parallel"], dict.fromkeys(names, 0))


class Engines(unittest.TestCase):
    LOOP = "def f(n):\n    s = 0\n    for i in range(n): s += i\n    return s\nprint(f(30000))\n"

    def test_refusal(self):
        engine = FakeEngine(refuse)
        stats = stats_of(run(self.LOOP + STATS, TRACEJIT_ENGINE=engine.path, TRACEJIT_SYNC="1"))
        self.assertEqual((stats["requests"], stats["refusals"], stats["bails"]), (1, 1, {"AlwaysExits": 1}))
        self.assertEqual([body["codes"][0]["name"] for body in engine.requests], ["f"])

    def test_engine_that_dies_in_the_middle(self):
        engine = FakeEngine(lambda body: None)
        done = run(self.LOOP + STATS, TRACEJIT_ENGINE=engine.path, TRACEJIT_SYNC="1")
        self.assertEqual(done.stdout.splitlines()[0], str(sum(range(30000))))
        self.assertEqual(stats_of(done)["bails"], {"EngineGone": 1})

    def test_engine_that_talks_nonsense(self):
        for nonsense in (b"\xff\xff\xff\xff", b"\x10\0\0\0" + b"\xee" * 16, b"\0\0\0\0"):
            engine = FakeEngine(lambda body, reply=nonsense: reply)
            done = run(self.LOOP + STATS, TRACEJIT_ENGINE=engine.path, TRACEJIT_SYNC="1")
            self.assertEqual(done.stdout.splitlines()[0], str(sum(range(30000))))
            self.assertEqual(stats_of(done)["bails"], {"EngineGone": 1})

    def test_lost_answers_end_the_waiting(self):
        hold = threading.Event()
        engine = FakeEngine(lambda body: hold.wait(60) and None)
        path = tempfile.mktemp(dir=FOLDER)
        script = """
            import time
            def f(n):
                s = 0
                for i in range(n): s += i
                return s
            def g():
                f(30000)
                open(sys.argv[1], 'w').close()
                for _ in range(100): time.sleep(0.01); f(3000)
            g()
            print(_tracejit.stats_json())
        """
        threading.Thread(target=lambda: (wait_for(path), hold.set()), daemon=True).start()
        stats = stats_of(run(script, path, TRACEJIT_ENGINE=engine.path))
        self.assertEqual((stats["requests"], stats["bails"]), (1, {"EngineGone": 1}))

    def test_no_engine_at_all(self):
        done = run(self.LOOP + STATS, TRACEJIT_ENGINE="/nonexistent/socket")
        self.assertEqual((stats_of(done)["requests"], stats_of(done)["bails"]), (0, {"EngineGone": 1}))

    def test_forked_child_connects_anew(self):
        engine = FakeEngine(refuse)
        done = run("""
            import os
            def f(n):
                s = 0
                for i in range(n): s += i
                return s
            def g(n):
                s = 0
                for i in range(n): s -= i
                return s
            f(30000)
            if os.fork() == 0:
                g(30000)
                os._exit(0)
            os.wait()
            g(30000)
            print(_tracejit.stats_json())
        """, TRACEJIT_ENGINE=engine.path, TRACEJIT_SYNC="1")
        self.assertEqual((engine.connections, stats_of(done)["requests"]), (2, 2))
        self.assertEqual(sorted(body["codes"][0]["name"] for body in engine.requests), ["f", "g", "g"])

    def asked_for_an_engine(self, script):
        """Whether a script without a threshold tries to start one: there is none to be had, and that is counted."""
        done = run(script + "\nprint(_tracejit.stats_json())", TRACEJIT_THRESHOLD="")
        return "EngineGone" in stats_of(done)["bails"]

    def test_no_engine_for_what_is_over_at_once(self):
        self.assertFalse(self.asked_for_an_engine("for i in range(3000): pass"))

    def test_an_engine_for_what_lasts(self):
        self.assertTrue(self.asked_for_an_engine("for i in range(3000000): pass"))

    def test_no_engine_for_what_is_passed_now_and_then(self):
        self.assertFalse(self.asked_for_an_engine("import time\nfor i in range(3000): time.sleep(0.00002)"))

    def test_an_engine_for_long_rounds_after_many(self):
        self.assertTrue(self.asked_for_an_engine("for i in range(6000): sum([0] * 2000)"))

    def test_spawned_engine_is_nobodys_child(self):
        build = tempfile.mkdtemp(dir=FOLDER)
        extension = os.path.join(build, "native/py3.13")
        shutil.copytree(os.path.dirname(_tracejit.__file__), extension)
        with open(os.path.join(build, "engine.cjs"), "w"):
            node = os.path.join(build, "node")
        report = os.path.join(build, "report")
        with open(node, "w") as file:
            file.write("#!/bin/sh\n{ ls -l /proc/self/fd; env; echo args $@; echo pwd $PWD; } > %s.part\n"
                       "mv %s.part %s\nsleep 1\n" % ((report,) * 3))
        os.chmod(node, 0o700)
        script = """
            import os, signal, time
            signal.signal(signal.SIGCHLD, lambda *_: print('SIGCHLD'))
            leaked = os.open('/etc/passwd', os.O_RDONLY)
            os.set_inheritable(leaked, True)
            def f():
                for i in range(30000): pass
            f()
            try: os.wait()
            except ChildProcessError: print('no child')
            for _ in range(200):
                if os.path.exists(sys.argv[1]): break
                time.sleep(0.02)
        """
        done = run(script, report, TRACEJIT_NODE=node, PYTHONPATH=extension, SECRET="x")
        self.assertEqual(done.stdout, "no child\n")
        with open(report) as file:
            report = file.read()
        self.assertNotIn("SECRET", report)
        self.assertNotIn("passwd", report)
        self.assertIn("pwd /\n", report)
        self.assertIn("args %s/engine.cjs --fd 3\n" % build, report)
        self.assertRegex(report, r" 3 -> socket:")


if __name__ == "__main__":
    unittest.main()
