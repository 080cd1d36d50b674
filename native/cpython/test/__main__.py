"""Runs the tests of the runtime half: PYTHONPATH=<folder of _tracejit> python3.13 native/cpython/test"""

import sys
import unittest

import _tracejit

if __name__ == "__main__":
    _tracejit.start()
    names = ["test_exits", "test_guards", "test_handlers", "test_lifecycle", "test_memory"]
    result = unittest.TextTestRunner(verbosity=1).run(unittest.defaultTestLoader.loadTestsFromNames(names))
    sys.exit(not result.wasSuccessful())
