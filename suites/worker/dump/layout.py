"""Looking at an object without running anything its class defines: only slots of C types and of `object` are used."""

from types import GetSetDescriptorType, MemberDescriptorType

mro_of = type.__dict__["__mro__"].__get__
class_dict = type.__dict__["__dict__"].__get__
qualname_of = type.__dict__["__qualname__"].__get__
module_of = type.__dict__["__module__"].__get__

BY_BARE_NAME = ("builtins", "__main__")


def is_a(obj, cls):
    """`isinstance` that does not ask the object for its class."""
    return any(base is cls for base in mro_of(type(obj)))


def class_name(cls):
    """The qualified name, with the module where that is neither builtins nor the program's."""
    module = module_of(cls)
    if type(module) is not str or module in BY_BARE_NAME:
        return qualname_of(cls)
    return module + "." + qualname_of(cls)


def is_programs_own(cls):
    """Defined by the program, not by a module it imports."""
    module = class_dict(cls).get("__module__")
    return type(module) is str and module == "__main__"


def instance_dict(obj):
    """The `__dict__` of an instance, or None where it has none."""
    for cls in mro_of(type(obj)):
        getter = class_dict(cls).get("__dict__")
        if type(getter) is GetSetDescriptorType:
            return getter.__get__(obj)
    return None


def members(obj):
    """Name and value of each filled slot, in the order of the classes and of their slots."""
    for cls in mro_of(type(obj)):
        for name, member in class_dict(cls).items():
            if type(member) is not MemberDescriptorType:
                continue
            try:
                value = member.__get__(obj)
            except AttributeError:
                continue  # not filled
            yield name, value


def attributes(obj, path):
    """Path and value of everything an instance holds by name: its dict in the order of insertion, then its slots."""
    for name, value in (instance_dict(obj) or {}).items():
        yield path + attribute_path(name), value
    for name, value in members(obj):
        yield f"{path}.{name}", value


def attribute_path(name):
    return "." + name if type(name) is str else f".({class_name(type(name))})"
