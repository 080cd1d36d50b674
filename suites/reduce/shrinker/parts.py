"""Parts that a definition, a call or a display can do without: decorators, parameters, arguments, elements, handlers, names."""

import ast
from collections.abc import Callable

from parameters import droppable_parameters
from places import Place
from view import View

# Lists of which one item must stay.
SHORTENED = {
    ast.Match: "cases",
    ast.Assign: "targets",
    ast.With: "items",
    ast.AsyncWith: "items",
    ast.Import: "names",
    ast.ImportFrom: "names",
    ast.Global: "names",
    ast.Nonlocal: "names",
    ast.Delete: "targets",
}

# Fields that may be left out.
LEFT_OUT = {ast.arg: "annotation", ast.match_case: "guard", ast.Return: "value", ast.Raise: "cause", ast.ExceptHandler: "name"}


def droppable_parts(view: View, place: Place) -> list[Callable[[], object]]:
    """One function for each part of the node that may go."""
    node = place.node
    if type(node) in SHORTENED:
        items = getattr(node, SHORTENED[type(node)])
        return _items(items) if len(items) > 1 else []
    if type(node) in LEFT_OUT:
        return _field(node, LEFT_OUT[type(node)])
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            dropped = [*_items(node.decorator_list), *_field(node, "returns"), *_items(node.type_params)]
            return [*dropped, *droppable_parameters(view, node)]
        case ast.ClassDef():
            return [*_items(node.decorator_list), *_items(node.bases), *_items(node.keywords)]
        case ast.Try() | ast.TryStar():
            return _items(node.handlers)
        case ast.comprehension():
            return _items(node.ifs)
        case ast.Call() if not view.bounds.keep(node):
            arguments = [*node.keywords, *node.args]
            return [] if any(map(view.bounds.keep, arguments)) else [*_items(node.keywords), *_items(node.args)]
        case ast.List() | ast.Tuple() | ast.Set() if not view.bounds.keep(node) and _is_read(node):
            return _items(node.elts) if len(node.elts) > 1 else []
        case ast.JoinedStr(values=[_, _, *_]):
            return _items(node.values)
        case ast.AnnAssign(value=ast.expr()):
            return [lambda: place.put(ast.Assign([node.target], node.value))]
    return []


def _is_read(node: ast.expr) -> bool:
    return not isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del))


def _items(items: list) -> list[Callable[[], object]]:
    """One function for each item, last first."""
    return [lambda index=index: items.pop(index) for index in reversed(range(len(items)))]


def _field(node: ast.AST, field: str) -> list[Callable[[], object]]:
    return [] if getattr(node, field) is None else [lambda: setattr(node, field, None)]
