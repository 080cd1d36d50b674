"""The passes and their order."""

from collections.abc import Generator

from constants import simpler_constants
from expressions import simpler_expressions
from parts import droppable_parts
from search import Candidate, Search
from statements import remove_statements, statements_within

# Whole loops and functions go before single expressions: the programs that are left to try run for less time.
PASSES = (
    ("statements", remove_statements),
    ("unwrapping", lambda search: search.attempt_everywhere(statements_within)),
    ("parts", lambda search: search.attempt_everywhere(droppable_parts)),
    ("expressions", lambda search: search.attempt_everywhere(simpler_expressions)),
    ("constants", lambda search: search.attempt_everywhere(simpler_constants)),
)


def shrink(source: str) -> Generator[Candidate, bool, None]:
    """Candidates simpler than `source`, each made of the last accepted one. Deterministic, and it ends.

    Raises SyntaxError when the source is no program.
    """
    compile(source, "program", "exec", dont_inherit=True)
    search = Search(source)
    search.step = "layout"
    yield from search.attempt(lambda view: None)
    progress = True
    while progress:
        progress = False
        for search.step, run in PASSES:
            found = yield from run(search)
            progress = progress or found
