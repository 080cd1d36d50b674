"""The tests of the Python package: `python native/python/test [test…]`, with the repository built."""

import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]

if __name__ == "__main__":
    names = sys.argv[1:] or sorted(n[:-3] for n in os.listdir(HERE) if n.startswith("test_") and n.endswith(".py"))
    unittest.main(module=None, argv=["test", *names])
