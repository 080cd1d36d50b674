"""One tree and what is asked of it again and again, found out once."""

import ast
from functools import cached_property

from loops import LoopBounds
from places import Body, Place, bodies, places


class View:
    """A program's tree. Edits change it; nothing is asked of it after that."""

    def __init__(self, source: str):
        self.tree = ast.parse(source)

    @cached_property
    def places(self) -> list[Place]:
        return places(self.tree)

    @cached_property
    def bodies(self) -> list[Body]:
        return bodies(self.tree)

    @cached_property
    def bounds(self) -> LoopBounds:
        return LoopBounds(self.tree)
