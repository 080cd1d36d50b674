"""What loops hang on. A smaller program must loop as often as the larger one did: a bound that goes from 100 to 66 makes a fault
of a JIT rarer, and one below the threshold hides it (DRMacIver/shrinkray issue 16). So whatever decides how often a loop goes round
is left alone: by name, whatever the scope, which keeps rather too much than too little."""

import ast
from collections import defaultdict

# Of these, what is iterated has the length of the argument.
SAME_LENGTH = {"enumerate", "zip", "reversed", "sorted", "list", "tuple", "iter", "map"}


LEAVING = (ast.Break, ast.Return, ast.Raise)
LOOPS = (ast.For, ast.AsyncFor, ast.While)


class LoopBounds:
    """Which nodes of a tree decide how often something is done.

    `values`: ids of nodes whose value counts. `lengths`: ids of displays of which the number of elements counts.
    `endings`: ids of statements without which a `while` might go on for ever. `exits`: ids of the `if` statements on which a loop is left.
    """

    def __init__(self, tree: ast.AST):
        self.values: set[int] = set()
        self.lengths: set[int] = set()
        self.endings: set[int] = set()
        self.exits: set[int] = set()
        self._seen: set[tuple[str, bool]] = set()
        self._functions = _functions(tree)
        self._sources = _values_by_name(tree, self._functions)
        for node in ast.walk(tree):
            match node:
                case ast.For(iter=counted) | ast.AsyncFor(iter=counted) | ast.comprehension(iter=counted):
                    self._keep_length(counted)
                case ast.While(test=test):
                    self._keep_value(test)
                    self._keep_endings(node)
            if isinstance(node, LOOPS):
                for leaving in _ways_to_leave(node):
                    self.exits.add(id(leaving))
                    self._keep_value(leaving.test)

    def keep(self, node: ast.AST) -> bool:
        """Does how often a loop goes round hang on this node?"""
        return id(node) in self.values or id(node) in self.lengths

    def _keep_endings(self, loop: ast.While) -> None:
        """The statements, and of the simple ones every word."""
        for statement in _endings(loop):
            self.endings.add(id(statement))
            if not hasattr(statement, "body"):
                self._keep_value(statement)

    def _keep_value(self, node: ast.AST) -> None:
        """All of the expression, and all that its names were given."""
        for inner in ast.walk(node):
            self.values.add(id(inner))
            if isinstance(inner, ast.Name):
                self._follow(inner.id, self._keep_value, by_length=False)
            elif isinstance(inner, ast.Attribute):
                self._follow(inner.attr, self._keep_value, by_length=False)

    def _keep_length(self, node: ast.AST) -> None:
        """The number of elements, however it is arrived at; the elements themselves are free."""
        self.lengths.add(id(node))
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                self._follow(name, self._keep_length, by_length=True)
            case ast.List() | ast.Tuple() | ast.Set() | ast.Dict() | ast.ListComp() | ast.GeneratorExp():
                pass  # a comprehension's own iterators are looked at as loops
            case ast.Call(func=ast.Name(id=name), args=args) if name in SAME_LENGTH:
                for argument in args:
                    self._keep_length(argument)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in self._functions:
                self._follow(name, self._keep_length, by_length=True)  # what it returns; arguments have the parameters' names
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                for side in (left, right):
                    self._keep_length(side) if isinstance(side, (ast.List, ast.Tuple)) else self._keep_value(side)
            case _:
                self._keep_value(node)

    def _follow(self, name: str, keep, by_length: bool) -> None:
        if (name, by_length) in self._seen:
            return
        self._seen.add((name, by_length))
        for value in self._sources[name]:
            keep(value)


def _endings(loop: ast.While) -> list[ast.stmt]:
    """Statements of the loop that leave it, or that change what it tests, with the statements around them."""
    left_only = isinstance(loop.test, ast.Constant)
    tests = [leaving.test for leaving in _ways_to_leave(loop)] if left_only else [loop.test]
    tested = {node.id for test in tests for node in ast.walk(test) if isinstance(node, ast.Name)}
    tested |= {node.attr for test in tests for node in ast.walk(test) if isinstance(node, ast.Attribute)}

    def ends(node: ast.AST) -> bool:
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                return name in tested
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name))):
                return name in tested
        return left_only and isinstance(node, LEAVING)

    within = (node for statement in loop.body for node in ast.walk(statement) if isinstance(node, ast.stmt))
    return [statement for statement in within if any(map(ends, ast.walk(statement)))]


def _ways_to_leave(loop: ast.AST) -> list[ast.If]:
    """Conditions in the loop's body on which it is left."""
    tests = [node for node in ast.walk(loop) if isinstance(node, ast.If)]
    return [node for node in tests if any(isinstance(inner, LEAVING) for part in node.body for inner in ast.walk(part))]


def _functions(tree: ast.AST) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}


def _values_by_name(tree: ast.AST, functions: dict[str, ast.FunctionDef]) -> dict[str, list[ast.AST]]:
    """What a name may stand for: values assigned to it, arguments for the parameter of that name, what the function returns."""
    found: dict[str, list[ast.AST]] = defaultdict(list)
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    _assigned(found, target, value)
            case ast.AugAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value):
                _assigned(found, target, value)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                _assigned(found, target, value)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in functions:
                _passed(found, functions[name].args, node)
    for function in functions.values():
        _defaults(found, function.args)
        found[function.name] += [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value]
    return found


def _assigned(found: dict[str, list[ast.AST]], target: ast.AST, value: ast.AST) -> None:
    match target, value:
        case (ast.Name(id=name) | ast.Attribute(attr=name)), _:
            found[name].append(value)
        case (ast.Tuple(elts=names) | ast.List(elts=names)), (ast.Tuple(elts=values) | ast.List(elts=values)) if len(names) == len(values):
            for one, its in zip(names, values):
                _assigned(found, one, its)
        case (ast.Tuple(elts=names) | ast.List(elts=names)), _:
            for one in names:
                _assigned(found, one, value)


def _passed(found: dict[str, list[ast.AST]], parameters: ast.arguments, call: ast.Call) -> None:
    """Arguments of a call, under the names of the parameters. A method's are one to the right of the call's."""
    names = [parameter.arg for parameter in (*parameters.posonlyargs, *parameters.args)]
    if isinstance(call.func, ast.Attribute) and names[:1] in (["self"], ["cls"]):
        del names[0]
    for name, argument in zip(names, call.args):
        found[name].append(argument)
    for keyword in call.keywords:
        if keyword.arg:
            found[keyword.arg].append(keyword.value)


def _defaults(found: dict[str, list[ast.AST]], parameters: ast.arguments) -> None:
    positional = [*parameters.posonlyargs, *parameters.args]
    if parameters.defaults:
        for parameter, default in zip(positional[-len(parameters.defaults) :], parameters.defaults):
            found[parameter.arg].append(default)
    for parameter, default in zip(parameters.kwonlyargs, parameters.kw_defaults):
        if default:
            found[parameter.arg].append(default)
