"""Constants: the nearest to nothing that will do. Those that loops hang on stay (loops.py)."""

import ast

from places import Place
from view import View

SIMPLE = {int: (0, 1, 2), float: (0.0, 1.0, 2.0), str: ("", "a"), bytes: (b"", b"a")}


def simpler_constants(view: View, place: Place) -> list:
    """Values that come before this one in the order of simplicity."""
    node = place.node
    if not isinstance(node, ast.Constant) or view.bounds.keep(node) or isinstance(place.parent, ast.JoinedStr):
        return []
    simple = SIMPLE.get(type(node.value), ())
    known = [repr(value) for value in simple]
    rank = known.index(repr(node.value)) if repr(node.value) in known else len(simple)
    return [lambda value=value: setattr(node, "value", value) for value in simple[:rank]]
