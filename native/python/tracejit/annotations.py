"""Types for annotations, and what an annotation says of a value before there is one.

An annotation never changes what a function computes. It says what a function is compiled for; a call with something else
gets Python's answer, slower.
"""


class _Number:
    """A number of a given width, as an annotation. Arithmetic stays Python's own: an i32 that outgrows 32 bits, or 64, goes
    on as a Python int; an f32 is a float, in double precision as every float."""

    def __init__(self, name, kind, meaning):
        self.__name__ = self.__qualname__ = name
        self.kind = kind
        self.__doc__ = meaning

    def __repr__(self):
        return "tracejit.%s" % self.__name__

    def __or__(self, other):
        import typing

        return typing.Union[self, other]

    __ror__ = __or__

    def __call__(self, *arguments):
        raise TypeError("%r is an annotation: it makes no values" % self)


i32 = _Number("i32", "Int", "An int, promised to be within -2**31 .. 2**31 - 1.")
i64 = _Number("i64", "Int", "An int, promised to be within -2**63 .. 2**63 - 1.")
f32 = _Number("f32", "Float", "A float, promised to be one that 32 bits hold.")
f64 = _Number("f64", "Float", "A float.")
c64 = _Number("c64", "Complex", "A complex of two 32-bit floats.")
c128 = _Number("c128", "Complex", "A complex.")


class _Buffer:
    """Base of Ptr and Vec: an element type, and for Vec a length."""

    def __init__(self, element, length=None):
        self.element = element
        self.length = length

    def __repr__(self):
        length = "" if self.length is None else ", %d" % self.length
        return "tracejit.%s[%r%s]" % (type(self).__name__, self.element, length)

    def __eq__(self, other):
        return type(self) is type(other) and (self.element, self.length) == (other.element, other.length)

    def __hash__(self):
        return hash((type(self), self.element, self.length))

    __or__ = _Number.__or__
    __ror__ = _Number.__or__


class Ptr(_Buffer):
    """`Ptr[f64]`: something with a writable buffer of such numbers (array.array, memoryview, a NumPy array)."""

    def __class_getitem__(cls, element):
        return cls(element)


class Vec(_Buffer):
    """`Vec[f32, 4]`: a tuple of so many such numbers."""

    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple) or len(parameters) != 2 or not isinstance(parameters[1], int):
            raise TypeError("Vec takes a type and a length: Vec[f32, 4]")
        return cls(*parameters)


_PLAIN = {
    int: "Int",
    float: "Float",
    bool: "Bool",
    complex: "Complex",
    str: "Str",
    bytes: "Bytes",
    list: "List",
    tuple: "Tuple",
    dict: "Dict",
    set: "Set",
    range: "Range",
    None: "None",
    type(None): "None",
}


def _elements_of(annotation):
    """Kinds of the items of `list[int]`, `tuple[int, float]`, `Vec[f32, 4]`."""
    if isinstance(annotation, Vec):
        return kinds_of(annotation.element)
    arguments = [item for item in getattr(annotation, "__args__", ()) if item is not Ellipsis]
    return [kind for item in arguments for kind in kinds_of(item)]


def kinds_of(annotation):
    """The kinds of value an annotation stands for, as [(name of the kind, kinds of the items)].

    Names are those of traces/format/kinds.ts. What says nothing to the compiler (a class, Any, a NumPy dtype, a text) is
    "Other"; unions are all their members.
    """
    import types
    import typing

    if isinstance(annotation, _Number):
        return [(annotation.kind, [])]
    if isinstance(annotation, Vec):
        return [("Tuple", _elements_of(annotation))]
    if typing.get_origin(annotation) is typing.Annotated:
        return kinds_of(annotation.__origin__)
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        return [kind for member in annotation.__args__ for kind in kinds_of(member)]
    origin = typing.get_origin(annotation)
    if origin in (list, tuple):
        return [(_PLAIN[origin], _elements_of(annotation))]
    try:
        return [(_PLAIN.get(annotation, "Other"), [])]
    except TypeError:  # not hashable: nothing we know
        return [("Other", [])]
