"""Where things stand in a tree. Breadth first, so that what is large comes first, and so that a change at one place does not
move the places before it."""

import ast
from typing import NamedTuple

# Statement lists that may be empty in a valid program.
OPTIONAL = {"orelse", "finalbody"}


class Place(NamedTuple):
    """A node, and where its parent holds it: `parent.field`, or `parent.field[index]`."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST

    def put(self, *nodes: ast.AST) -> None:
        """Puts other nodes there: exactly one, unless it is a place in a list."""
        if self.index is None:
            (node,) = nodes
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index : self.index + 1] = nodes


class Body(NamedTuple):
    """A list of statements: `owner.field`."""

    owner: ast.AST
    field: str

    @property
    def statements(self) -> list[ast.stmt]:
        return getattr(self.owner, self.field)

    def may_be_empty(self) -> bool:
        """A module, or an else that can be left out."""
        return isinstance(self.owner, ast.Module) or self.field in OPTIONAL


def places(tree: ast.AST) -> list[Place]:
    """Every node but the tree itself, breadth first."""
    found = []
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if isinstance(value, ast.AST):
                found.append(Place(parent, field, None, value))
            elif isinstance(value, list):
                found.extend(Place(parent, field, i, node) for i, node in enumerate(value) if isinstance(node, ast.AST))
    return found


def bodies(tree: ast.AST) -> list[Body]:
    """Every list of statements that is not empty, breadth first."""
    found = []
    for owner in ast.walk(tree):
        for field, value in ast.iter_fields(owner):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                found.append(Body(owner, field))
    return found
