"""Functions, methods, cells, properties, generators, iterators of C, weak references, classes."""

from types import (
    AsyncGeneratorType,
    CellType,
    CoroutineType,
    FunctionType,
    GeneratorType,
    MappingProxyType,
    MemberDescriptorType,
    MethodType,
)
from weakref import ReferenceType

from _tracejit_worker.dump.atoms import Leaf
from _tracejit_worker.dump.frames import frame_locals
from _tracejit_worker.dump.layout import class_dict, class_name, instance_dict, is_programs_own, mro_of


def expand_function(obj, path, walk):
    return "function " + obj.__qualname__, function_parts(obj, path) if is_of_program(obj) else ()


def is_of_program(function):
    name = function.__globals__.get("__name__")
    return type(name) is str and name == "__main__"


def function_parts(obj, path):
    yield f"{path}.(code)", obj.__code__
    for k, value in enumerate(obj.__defaults__ or ()):
        yield f"{path}.(default {k})", value
    for name, value in (obj.__kwdefaults__ or {}).items():
        yield f"{path}.(default {name})", value
    for name, cell in zip(obj.__code__.co_freevars, obj.__closure__ or ()):
        yield f"{path}.(cell {name})", cell
    for name, value in obj.__dict__.items():
        yield f"{path}.{name}", value


def expand_cell(obj, path, walk):
    try:
        contents = obj.cell_contents
    except ValueError:
        return "cell, empty", ()
    return "cell", ((f"{path}.(contents)", contents),)


def parts(*names):
    """A C type whose attributes, read through the type, are its parts."""

    def of(kind):
        def expand(obj, path, walk):
            return class_name(kind), ((f"{path}.{name}", kind.__dict__[name].__get__(obj)) for name in names)

        return expand

    return of


def running_code(prefix):
    """A generator, coroutine or asynchronous generator: where it stands, and its locals."""

    def of(kind):
        def expand(obj, path, walk):
            return f"{kind.__name__} {obj.__qualname__}", generator_parts(obj, path, prefix)

        return expand

    return of


def generator_parts(obj, path, prefix):
    frame = getattr(obj, prefix + "_frame")
    if frame is None:
        yield f"{path}.(state)", Leaf("state finished")
        return
    state = "running" if getattr(obj, prefix + "_running") else "waiting"
    yield f"{path}.(state)", Leaf(f"state {state}, line {frame.f_lineno}, instruction {frame.f_lasti}")
    yield from frame_locals(frame, path)
    awaited = getattr(obj, AWAITED[prefix])
    if awaited is not None:
        yield f"{path}.(waits for)", awaited


AWAITED = {"gi": "gi_yieldfrom", "cr": "cr_await", "ag": "ag_await"}


def reduced(kind):
    """An iterator of C: what its `__reduce__` says that it goes through, and how far it is."""

    def expand(obj, path, walk):
        state = kind.__reduce__(obj)[1:]
        flat = [*state[0], *state[1:]]
        return kind.__name__, ((f"{path}.(state {k})", part) for k, part in enumerate(flat))

    return expand


def expand_reference(obj, path, walk):
    referent = ReferenceType.__call__(obj)
    return ("weakref, dead", ()) if referent is None else ("weakref", ((f"{path}.(referent)", referent),))


def expand_class(obj, path, walk):
    """Of the program's own classes everything, of others the name."""
    return "class " + class_name(obj), class_parts(obj, path) if is_programs_own(obj) else ()


UNSAID = {"__module__", "__qualname__", "__dict__", "__weakref__", "__firstlineno__", "__static_attributes__"}
"""Of a class: said elsewhere, or the compiler's."""


def class_parts(obj, path):
    bases = ", ".join(class_name(base) for base in mro_of(obj)[1:])
    yield f"{path}.(bases)", Leaf("bases " + bases)
    for name, value in class_dict(obj).items():
        if name not in UNSAID and not (name == "__doc__" and value is None) and type(value) is not MemberDescriptorType:
            yield f"{path}.{name}", value


ITERATORS = tuple(
    type(example)
    for example in (
        iter([]), iter(()), iter(""), iter("\u1234"), iter(range(0)), iter(range(1 << 70)), iter(b""), iter(bytearray()),
        iter({}), iter({}.values()), iter({}.items()), reversed({}), iter(set()), reversed([]), reversed(()), enumerate(()),
        zip(), map(len, ()), filter(None, ()), iter(len, 0),
    )
)  # fmt: skip

CALLABLES = {
    FunctionType: expand_function,
    CellType: expand_cell,
    MethodType: parts("__func__", "__self__")(MethodType),
    property: parts("fget", "fset", "fdel")(property),
    staticmethod: parts("__func__")(staticmethod),
    classmethod: parts("__func__")(classmethod),
    GeneratorType: running_code("gi")(GeneratorType),
    CoroutineType: running_code("cr")(CoroutineType),
    AsyncGeneratorType: running_code("ag")(AsyncGeneratorType),
    ReferenceType: expand_reference,
    **{kind: reduced(kind) for kind in ITERATORS},
}
