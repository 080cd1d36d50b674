"""Frames: where they stand, and their locals."""

from itertools import islice


def own_locals(frame):
    return frame.f_locals if type(frame.f_locals) is PROXY else {}


def _proxy_type():
    import sys

    return type(sys._getframe().f_locals)


PROXY = _proxy_type()
"""Of the frames of functions. Those of modules have the globals, those of class bodies what the program chose."""


def frame_locals(frame, path):
    """Path and value of each local of a function's frame, cells included."""
    for name, value in own_locals(frame).items():
        yield f"{path}.(local {name})", value


def position_text(code, lasti, line):
    """`line 12, columns 4 to 10`: of one instruction; the line's end is said where it is another."""
    _, end_line, column, end_column = next(islice(code.co_positions(), lasti // 2, None))
    end = "" if end_line in (None, line) else f" to line {end_line}"
    return f"line {line}{end}, columns {column} to {end_column}"
