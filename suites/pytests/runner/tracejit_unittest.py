"""`python -m tracejit_unittest RECORD SELECTION TARGET…`: runs tests with unittest and records what becomes of them.

A target is a folder (searched for test files), a test file, or a dotted name as unittest takes it. RECORD and SELECTION are files
(tracejit_record.py).
"""

import os
import sys
import unittest

from tracejit_record import Recorder, Selection

# As pytest has them.
NOT_SEARCHED = ("build", "dist", "node_modules", "venv", "__pycache__")


class RecordingResult(unittest.TextTestResult):
    """Prints as unittest does, and records."""

    recorder: Recorder

    def startTest(self, test):
        super().startTest(test)
        self.recorder.begin(test.id())

    def stopTest(self, test):
        self.recorder.finish()
        super().stopTest(test)

    def addError(self, test, err):
        super().addError(test, err)
        if isinstance(test, unittest.TestCase):
            self.recorder.note("error", err[1])
        else:  # setUpClass, setUpModule and the like
            self.recorder.alone(test.id(), "error", err[1])

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.recorder.note("failed", err[1])

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        if isinstance(test, unittest.TestCase):
            self.recorder.note("skipped")
        else:
            self.recorder.alone(test.id(), "skipped", reason)

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.recorder.note("expected failure", err[1])

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.recorder.note("unexpected success")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            failed = issubclass(err[0], test.failureException)
            self.recorder.note(("failed " if failed else "error ") + subtest._subDescription(), err[1])


def load(target: str) -> unittest.TestSuite:
    """The tests of one target."""
    if os.path.isdir(target):
        return unittest.TestSuite(load_file(path) for path in sorted(test_files(target)))
    if os.path.isfile(target):
        return load_file(target)
    return unittest.TestLoader().loadTestsFromName(target)


def test_files(folder: str):
    """Files named as tests, in this folder and below."""
    for at, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in NOT_SEARCHED]
        folders[:] = [name for name in folders if not os.path.exists(os.path.join(at, name, "pyvenv.cfg"))]
        for name in files:
            if name.endswith("_test.py") or (name.startswith("test_") and name.endswith(".py")):
                yield os.path.join(at, name)


def load_file(path: str) -> unittest.TestSuite:
    """The tests of one file, imported under the name it has in its outermost package."""
    folder, name = os.path.split(os.path.abspath(path))
    top = folder
    while os.path.exists(os.path.join(top, "__init__.py")):
        top = os.path.dirname(top)
    return unittest.TestLoader().discover(folder, pattern=name, top_level_dir=top)


def selected(suite: unittest.TestSuite, selection: Selection) -> unittest.TestSuite:
    """The suite without the tests that are not wanted; set-ups of classes and modules stay as they are."""
    kept = []
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            kept.append(selected(test, selection))
        elif selection.wants(test.id()):
            kept.append(test)
    return unittest.TestSuite(kept)


def main(record: str, selection: str, *targets: str) -> None:
    recorder = Recorder(record, (os.path.dirname(unittest.__file__) + os.sep,))
    RecordingResult.recorder = recorder
    suite = selected(unittest.TestSuite(map(load, targets)), Selection(selection))
    result = unittest.TextTestRunner(resultclass=RecordingResult).run(suite)
    recorder.end("unittest")
    sys.exit(not result.wasSuccessful())


if __name__ == "__main__":
    main(*sys.argv[1:])
