"""Containers of C, and classes derived from them: what they hold, read by the methods of the C type itself."""

from _collections import deque
from array import array

from _tracejit_worker.dump.atoms import Leaf, atom_text, shortened


def sequence(kind):
    def expand(obj, path, walk):
        return f"{kind.__name__} of {kind.__len__(obj)}", (
            (f"{path}[{k}]", item) for k, item in enumerate(kind.__iter__(obj))
        )

    return expand


def expand_dict(obj, path, walk):
    return f"dict of {dict.__len__(obj)}", dict_items(obj, path)


def dict_items(obj, path):
    """In the order of insertion. A key without parts is part of the path, another one has a line before its value."""
    for k, (key, value) in enumerate(dict.items(obj)):
        text = atom_text(key)
        if text is None:
            yield f"{path}{{key {k}}}", key
            yield f"{path}{{value {k}}}", value
        else:
            yield f"{path}[{text.removeprefix("str ").removeprefix("int ")}]", value


def unordered(kind):
    def expand(obj, path, walk):
        texts = sorted((walk.text_of(item), k, item) for k, item in enumerate(kind.__iter__(obj)))
        return f"{kind.__name__} of {len(texts)}", ((f"{path}{{{k}}}", item) for k, (_, _, item) in enumerate(texts))

    return expand


def expand_bytearray(obj, path, walk):
    return "bytearray " + shortened(repr(bytes(memoryview(obj)))), ()


def expand_array(obj, path, walk):
    return f"array {array.typecode.__get__(obj)} " + shortened(repr(array.tobytes(obj))), ()


def whole_bytes(obj):
    return bytes.__getitem__(obj, slice(None))


def derived_value(kind, exact):
    """For a class derived from a type of values: `exact` gives the value as one of that type."""

    def expand(obj, path, walk):
        return kind.__name__, ((f"{path}.(value)", Leaf(atom_text(exact(obj)))),)

    return expand


CONTAINERS = {
    list: sequence(list),
    tuple: sequence(tuple),
    dict: expand_dict,
    set: unordered(set),
    frozenset: unordered(frozenset),
    deque: sequence(deque),
    bytearray: expand_bytearray,
    array: expand_array,
}
"""Each gives the first line, and path and value of each part."""

VALUES = {
    kind: derived_value(kind, exact)
    for kind, exact in (
        (int, int.__int__),
        (float, float.__float__),
        (complex, complex.__complex__),
        (str, str.__str__),
        (bytes, whole_bytes),
    )
}
"""For instances of derived classes."""
