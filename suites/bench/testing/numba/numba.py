"""In place of Numba, for a spec of the arm: functions stay as they are, and it is told which were to be compiled."""
import sys

__version__ = "0.0-testing"


def njit(function):
    print("njit", function.__name__, file=sys.stderr)
    return function
