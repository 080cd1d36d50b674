"""Values without parts that anyone could change: each is one word for its type, and its value."""

from binascii import crc32
from types import (
    BuiltinFunctionType,
    ClassMethodDescriptorType,
    CodeType,
    EllipsisType,
    GetSetDescriptorType,
    MemberDescriptorType,
    MethodDescriptorType,
    MethodWrapperType,
    ModuleType,
    NoneType,
    NotImplementedType,
    WrapperDescriptorType,
)

from _tracejit_worker.dump.layout import class_name

LONGEST_TEXT = 1000
"""Of one value, in characters; of a longer one the length and a checksum are given."""

DECIMAL_BITS = 4096
"""Larger ints are written in hexadecimal: python refuses to write them in decimal."""


class Leaf:
    """Something that is no object of the program: a line of its own in the dump."""

    __slots__ = ("text",)

    def __init__(self, text):
        self.text = text


def shortened(text):
    if len(text) <= LONGEST_TEXT:
        return text
    checksum = crc32(text.encode("utf-8", "backslashreplace"))
    return f"{text[:LONGEST_TEXT]}... ({len(text)} characters, checksum {checksum:08x})"


def int_text(value):
    return "int " + (str(value) if value.bit_length() <= DECIMAL_BITS else shortened(hex(value)))


def float_text(value):
    """Exact, with the sign of zero; all NaNs are one."""
    return "float " + value.hex()


def complex_text(value):
    return f"complex {value.real.hex()} {value.imag.hex()}"


def module_text(value):
    name = ModuleType.__getattribute__(value, "__dict__").get("__name__")
    return "module " + (name if type(name) is str else "without a name")


def builtin_text(value):
    """A function of C; a bound method of an object of the program shows whose method it is by its type."""
    bound = value.__self__
    if bound is None or type(bound) is ModuleType:
        return "builtin " + value.__qualname__
    return f"builtin {value.__name__} of {class_name(type(bound))}"


def descriptor_text(value):
    return f"builtin {value.__name__} of {class_name(value.__objclass__)}"


ATOMS = {
    id(kind): text
    for kind, text in (
        (NoneType, lambda value: "None"),
        (bool, lambda value: f"bool {value}"),
        (int, int_text),
        (float, float_text),
        (complex, complex_text),
        (str, lambda value: "str " + shortened(ascii(value))),
        (bytes, lambda value: "bytes " + shortened(repr(value))),
        (range, repr),
        (EllipsisType, lambda value: "Ellipsis"),
        (NotImplementedType, lambda value: "NotImplemented"),
        (Leaf, lambda value: value.text),
        (ModuleType, module_text),
        (CodeType, lambda value: f"code {value.co_qualname}, line {value.co_firstlineno}"),
        (BuiltinFunctionType, builtin_text),
        (MethodWrapperType, lambda value: f"builtin {value.__name__} of {class_name(type(value.__self__))}"),
        (MethodDescriptorType, descriptor_text),
        (ClassMethodDescriptorType, descriptor_text),
        (WrapperDescriptorType, descriptor_text),
        (MemberDescriptorType, lambda value: f"slot {value.__name__}"),
        (GetSetDescriptorType, lambda value: f"getset {value.__name__}"),
    )
}
"""By the type's id: a metaclass may define `__hash__`."""


def atom_text(value):
    """The one line of a value without parts; None for everything else."""
    text = ATOMS.get(id(type(value)))
    return None if text is None else text(value)
