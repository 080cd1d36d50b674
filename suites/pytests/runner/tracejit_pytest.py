"""The pytest plugin (`-p tracejit_pytest`): records what becomes of each test. Needs nothing of pytest but to be called by it."""

import os
import sys

from tracejit_record import Recorder, Selection

# What pytest is made of: its frames and its native code are none of the tests'.
MACHINERY = ("_pytest", "pytest", "pluggy")


def pytest_addoption(parser):
    group = parser.getgroup("tracejit")
    group.addoption("--tracejit-record", default="", help="file to record outcomes in (tracejit test)")
    group.addoption("--tracejit-selection", default="", help="file that says which tests are run (tracejit test)")


def pytest_configure(config):
    if config.getoption("tracejit_record"):
        files = config.getoption("tracejit_record"), config.getoption("tracejit_selection")
        config.pluginmanager.register(RecordingPlugin(*files))


class RecordingPlugin:
    """Hooks, in the order in which pytest calls them for a test."""

    def __init__(self, record: str, selection: str):
        loaded = [sys.modules[name].__file__ for name in MACHINERY if name in sys.modules]
        self._recorder = Recorder(record, tuple(os.path.dirname(path) + os.sep for path in loaded if path))
        self._selection = Selection(selection)
        self._error: BaseException | None = None

    def pytest_collectreport(self, report):
        if report.failed:
            self._recorder.alone(report.nodeid, "not collected", report.longreprtext)

    def pytest_collection_modifyitems(self, items):
        items[:] = [item for item in items if self._selection.wants(item.nodeid)]

    def pytest_runtest_logstart(self, nodeid):
        self._recorder.begin(nodeid)

    def pytest_runtest_makereport(self, call):
        self._error = None if call.excinfo is None else call.excinfo.value

    def pytest_runtest_logreport(self, report):
        outcome = _outcome(report)
        if outcome is not None:
            self._recorder.note(outcome, None if outcome == "skipped" else self._error)
        self._error = None

    def pytest_runtest_logfinish(self):
        self._recorder.finish()

    def pytest_sessionfinish(self):
        pytest = sys.modules.get("pytest")
        self._recorder.end(f"pytest {pytest.__version__}" if pytest else "pytest")


def _outcome(report) -> str | None:
    """In the words of pytest's summary; None for a phase that merely went well."""
    expected_to_fail = hasattr(report, "wasxfail")
    if report.failed:
        return "failed" if report.when == "call" else "error"
    if report.skipped:
        return "xfailed" if expected_to_fail else "skipped"
    if report.when == "call":
        return "xpassed" if expected_to_fail else "passed"
    return None
