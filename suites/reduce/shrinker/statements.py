"""Statements: lists of them are halved, quartered, … (ddmin, Zeller and Hildebrandt 2002, complements only), and a compound
statement is replaced by what stands in it."""

import ast

from places import Body, Place
from view import View


def remove_statements(search):
    """Takes runs of statements out of every list, outer lists first."""
    found = False
    position = 0
    while position < len(search.view.bodies):
        if (yield from _thin_out(search, position)):
            found = True
        position += 1
    return found


def _thin_out(search, position: int):
    """One list: longer runs first, from the end, because what comes later needs what comes earlier."""
    found = False
    run = length = _length(search, position)
    while run >= 1:
        end = length
        while end > 0:
            start = max(0, end - run)
            if (yield from search.attempt(lambda view: _cut(view, view.bodies[position], start, end))):
                found = True
            end = start
        length = _length(search, position)
        run = min(run // 2, length)
    return found


def _length(search, position: int) -> int:
    bodies = search.view.bodies
    return len(bodies[position].statements) if position < len(bodies) else 0


def _cut(view: View, body: Body, start: int, end: int) -> None:
    """Cuts out a run, but for what ends a loop."""
    statements = body.statements
    statements[start:end] = [node for node in statements[start:end] if id(node) in view.bounds.endings]
    if not statements and not body.may_be_empty():
        statements.append(ast.Pass())


def statements_within(view: View, place: Place) -> list:
    """A compound statement is replaced by its body or a branch of it, or by what stands in its head."""
    bounds = view.bounds
    if id(place.node) in bounds.exits:
        return []  # `if …: break` without the `if` would leave the loop at once
    contents = _contents(place.node)
    if id(place.node) in bounds.endings:
        contents = [inner for inner in contents if any(id(statement) in bounds.endings for statement in inner)]
    return [lambda inner=inner: place.put(*inner) for inner in contents]


def _contents(node: ast.AST) -> list[list[ast.stmt]]:
    match node:
        case ast.If(test=test, body=body, orelse=orelse):
            return [[ast.Expr(test)], body, *([orelse] if orelse else [])]
        case ast.While(test=test, body=body, orelse=orelse):
            return [[ast.Expr(test)], body, [*body, *orelse]]
        case ast.For() | ast.AsyncFor():
            return [[ast.Expr(node.iter)], node.body, [*node.body, *node.orelse]]
        case ast.With() | ast.AsyncWith():
            return [node.body]
        case ast.Try() | ast.TryStar():
            return [[*node.body, *node.orelse, *node.finalbody], *(handler.body for handler in node.handlers)]
        case ast.Match(subject=subject, cases=cases):
            return [[ast.Expr(subject)], *(case.body for case in cases)]
        case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
            return [node.body]
        case ast.Return(value=ast.expr() as value):
            return [[ast.Expr(value)]]
    return []
