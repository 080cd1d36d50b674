"""Expressions: replaced by one of their operands, or by a simple constant of like kind."""

import ast

from places import Place
from view import View

ORDERINGS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def simpler_expressions(view: View, place: Place) -> list:
    """What can stand in place of an expression; nothing where loops hang on it."""
    return [lambda simpler=simpler: place.put(simpler) for simpler in _replacements(view, place)]


def _replacements(view: View, place: Place) -> list[ast.expr]:
    node = place.node
    if not isinstance(node, ast.expr) or isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del)):
        return []
    if isinstance(place.parent, (ast.JoinedStr, ast.FormattedValue)) or place.field == "func":
        return []
    if place.field == "test" and isinstance(place.parent, ast.While):
        return _longer_running(place.parent)
    return [] if view.bounds.keep(node) else [*_constants(node), *_operands(node)]


def _longer_running(loop: ast.While) -> list[ast.expr]:
    """Of `while a and b`, those that alone would let the loop go round as often at least, and not for ever: `i < n`, with a change of `i`."""
    test = loop.test
    if not isinstance(test, ast.BoolOp) or not isinstance(test.op, ast.And):
        return []
    nodes = [node for statement in loop.body for node in ast.walk(statement)]
    changed = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}

    def ends(value: ast.expr) -> bool:
        names = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
        return isinstance(value, ast.Compare) and isinstance(value.ops[0], ORDERINGS) and bool(names & changed)

    return [value for value in test.values if ends(value)]


def _constants(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.BinOp() | ast.Call() | ast.IfExp():
            return [ast.Constant(1)]
        case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
            return [ast.Constant(True), ast.Constant(False)]
        case ast.JoinedStr():
            return [ast.Constant("")]
        case ast.List(elts=[_, *_]) | ast.ListComp():
            return [ast.List([], ast.Load())]
        case ast.Tuple(elts=[_, *_]):
            return [ast.Tuple([], ast.Load())]
        case ast.Dict(keys=[_, *_]) | ast.DictComp():
            return [ast.Dict([], [])]
    return []


def _operands(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.BoolOp(values=values):
            return values
        case ast.Compare(left=left, ops=[first, *more], comparators=[second, *_] as others):
            return [*([ast.Compare(left, [first], [second])] if more else []), left, *others]
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
        case ast.UnaryOp(operand=operand):
            return [operand]
        case ast.NamedExpr(value=value) | ast.Await(value=value) | ast.Yield(value=ast.expr() as value):
            return [value]
        case ast.Attribute(value=value) | ast.Subscript(value=value):
            return [value]
        case ast.Call(func=func, args=args):
            receiver = [func.value] if isinstance(func, ast.Attribute) else []
            return [*(argument for argument in args if not isinstance(argument, ast.Starred)), *receiver]
        case ast.JoinedStr(values=values):
            return [part.value for part in values if isinstance(part, ast.FormattedValue)]
    return []
