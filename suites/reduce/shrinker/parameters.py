"""A parameter goes together with its default and with its argument in every call by that name."""

import ast
from collections.abc import Callable

from view import View

Function = ast.FunctionDef | ast.AsyncFunctionDef


def droppable_parameters(view: View, function: Function) -> list[Callable[[], object]]:
    """One function for each parameter and each default, last first."""
    parameters = function.args
    positional = len(parameters.posonlyargs) + len(parameters.args)
    return [
        *([lambda: setattr(parameters, "kwarg", None)] if parameters.kwarg else []),
        *(lambda index=index: _drop_keyword(view, function, index) for index in reversed(range(len(parameters.kwonlyargs)))),
        *([lambda: setattr(parameters, "vararg", None)] if parameters.vararg else []),
        *(lambda index=index: _drop_positional(view, function, index) for index in reversed(range(positional))),
        *([lambda: parameters.defaults.pop(0)] if parameters.defaults else []),
    ]


def _drop_keyword(view: View, function: Function, index: int) -> None:
    name = function.args.kwonlyargs.pop(index).arg
    del function.args.kw_defaults[index]
    for call, _ in _calls(view, function):
        _drop_argument(call, name)


def _drop_positional(view: View, function: Function, index: int) -> None:
    parameters = function.args
    first = len(parameters.posonlyargs)
    default = index - (first + len(parameters.args) - len(parameters.defaults))
    if default >= 0:
        del parameters.defaults[default]
    name = (parameters.posonlyargs.pop(index) if index < first else parameters.args.pop(index - first)).arg
    for call, bound in _calls(view, function):
        if 0 <= index - bound < len(call.args):
            del call.args[index - bound]
        _drop_argument(call, name)


def _drop_argument(call: ast.Call, name: str) -> None:
    call.keywords = [keyword for keyword in call.keywords if keyword.arg != name]


def _calls(view: View, function: Function):
    """Calls of that name, each with the number of parameters that are bound already: 1 for `self`."""
    for place in view.places:
        match place.node:
            case ast.Call(func=ast.Name(id=function.name)) as call:
                yield call, 0
            case ast.Call(func=ast.Attribute(attr=function.name)) as call:
                yield call, 1
