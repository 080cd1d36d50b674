"""The search: passes over the tree, largest things first, again and again until none of them finds anything."""

import ast
from collections.abc import Callable, Generator
from typing import NamedTuple

from places import Place
from view import View


class Candidate(NamedTuple):
    """A variant to be judged, and the pass that made it."""

    source: str
    step: str


# What a pass is made of: it yields candidates, is sent a verdict for each, and returns whether one was accepted.
Judged = Generator[Candidate, bool, bool]

# What can be done at a place, simplest result first: each changes the tree of the view it was made of.
Changes = Callable[[View, Place], list[Callable[[], object]]]


class Search:
    """The smallest program accepted so far, and all that were ever offered."""

    def __init__(self, source: str):
        self.source = source
        self.view = View(source)
        self.step = ""
        self._offered = {source}

    def attempt(self, edit: Callable[[View], object]) -> Judged:
        """Offers the program as `edit` leaves it, unless that is no program or was offered before."""
        view = View(self.source)
        edit(view)
        text = printed(view.tree)
        if text is None or text in self._offered:
            return False
        self._offered.add(text)
        accepted = yield Candidate(text, self.step)
        if accepted:
            self.source = text
            self.view = View(text)
        return accepted

    def attempt_everywhere(self, changes: Changes) -> Judged:
        """Goes over all places and tries each change. After a success the same place is looked at again."""
        found = False
        position = rank = 0
        while position < len(self.view.places):
            if rank >= len(changes(self.view, self.view.places[position])):
                position, rank = position + 1, 0
            elif (yield from self.attempt(lambda view: changes(view, view.places[position])[rank]())):
                found = True
            else:
                rank += 1
        return found


def printed(tree: ast.Module) -> str | None:
    """The tree as text, or None when that is no program: an empty `try`, a `break` whose loop is gone."""
    try:
        text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        compile(text, "candidate", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError):
        return None
    return text
