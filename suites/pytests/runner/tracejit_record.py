"""What became of each test, and what the JIT counted meanwhile: JSON lines, written as things happen, so that a crash loses nothing.

    {"begin": id}
    {"test": id, "outcome": name, "errors": [{"type", "text", "frames"}], "counters": {"regions", "entries", "exits"} or null}
    {"end": runner, "counters": of all tests and all between, or null}

For both runners (tracejit_unittest.py, tracejit_pytest.py). suites/pytests/records.ts reads it.
"""

import json
import os
import re
import sys
import traceback
from itertools import islice

HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep

# Where an object lies is another place in each process.
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,}\b")

# Exceptions of a chain that are told of.
LONGEST_CHAIN = 10


class Recorder:
    """One run's record. `machinery`: folders of the test runner, whose frames and native code are none of the tests'."""

    def __init__(self, path: str, machinery: tuple[str, ...]):
        self._file = open(path, "a", encoding="utf-8", buffering=1)
        self._machinery = (HERE, *machinery)
        self._id = ""
        self._outcomes: list[str] = []
        self._errors: list[dict] = []
        self._before: dict | None = None

    def begin(self, test: str) -> None:
        """A test starts: what is noted until finish() is its own."""
        self._write({"begin": test})
        self._id, self._outcomes, self._errors = test, [], []
        self._before = self._counters()

    def note(self, outcome: str, error: BaseException | None = None) -> None:
        """Something became of the test that runs; there may be more than one thing (a failure, then an error in tearDown)."""
        self._outcomes.append(outcome)
        if error is not None:
            self._errors += self._described(error)

    def finish(self) -> None:
        """The test is over. Without a note it has passed."""
        counters = self._counters()
        self._test(self._id, self._outcomes, self._errors, counters and _grown(self._before, counters))

    def alone(self, test: str, outcome: str, error: BaseException | str) -> None:
        """Something became of what is no test: a module that cannot be imported, a class whose set-up fails."""
        errors = [{"type": "", "text": _steady(error), "frames": []}] if isinstance(error, str) else self._described(error)
        self._test(test, [outcome], errors, None)

    def end(self, runner: str) -> None:
        """All tests are over. Without this line the process died."""
        self._write({"end": runner, "counters": self._counters()})

    def _test(self, test: str, outcomes: list[str], errors: list[dict], counters: dict | None) -> None:
        notable = [outcome for outcome in dict.fromkeys(outcomes) if outcome != "passed"]
        outcome = " + ".join(notable) or "passed"
        self._write({"test": test, "outcome": outcome, "errors": errors, "counters": counters})

    def _write(self, line: dict) -> None:
        self._file.write(json.dumps(line) + "\n")

    def _described(self, error: BaseException) -> list[dict]:
        """The exception and those it comes from."""
        chain: list[BaseException] = []
        while error is not None and not any(error is one for one in chain) and len(chain) < LONGEST_CHAIN:
            chain.append(error)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return [
            {
                "type": f"{type(one).__module__}.{type(one).__qualname__}",
                "text": _steady("".join(traceback.format_exception_only(one)).rstrip()),
                "frames": self._frames(one),
            }
            for one in chain
        ]

    def _frames(self, error: BaseException) -> list[str]:
        """The traceback as `file:line:columns in function`, outermost first."""
        found = []
        step = error.__traceback__
        while step is not None:
            code = step.tb_frame.f_code
            if not code.co_filename.startswith(self._machinery):
                _, _, column, end = next(islice(code.co_positions(), step.tb_lasti // 2, None), (None,) * 4)
                found.append(f"{code.co_filename}:{step.tb_lineno}:{column}-{end} in {code.co_qualname}")
            step = step.tb_next
        return found

    def _counters(self) -> dict | None:
        """What the JIT has counted so far outside the machinery; None when this process is interpreted."""
        extension = sys.modules.get("_tracejit")
        if extension is None:
            return None
        exits: dict[str, int] = {}
        regions = entries = 0
        for unit in json.loads(extension.stats_json())["units"]:
            if unit["file"].startswith(self._machinery):
                continue
            regions += 1
            entries += unit["entries"]
            for taken in unit["exits"]:
                exits[taken["reason"]] = exits.get(taken["reason"], 0) + taken["count"]
        return {"regions": regions, "entries": entries, "exits": exits}


def _steady(text: str) -> str:
    return ADDRESS.sub("0x…", text)


def _grown(before: dict | None, after: dict) -> dict:
    """By how much. What the extension has forgotten of long ago (unit_stats.cc) does not make it negative."""
    if before is None:
        return after
    exits = {reason: count - before["exits"].get(reason, 0) for reason, count in after["exits"].items()}
    return {
        "regions": max(0, after["regions"] - before["regions"]),
        "entries": max(0, after["entries"] - before["entries"]),
        "exits": {reason: count for reason, count in exits.items() if count > 0},
    }


class Selection:
    """Which tests are run: the file is `{"only": [ids] or null, "skip": [ids]}`, skip being what an earlier process has run."""

    def __init__(self, path: str):
        with open(path, encoding="utf-8") as file:
            selection = json.load(file)
        self._only = selection["only"]
        self._skip = frozenset(selection["skip"])

    def wants(self, test: str) -> bool:
        """Is this test to be run?"""
        return test not in self._skip and (self._only is None or test in self._only)
