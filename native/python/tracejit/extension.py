"""Finds the extension `_tracejit`, and says once why there is none: everything then runs interpreted."""

import sys

from tracejit.locate import extension_path

OFF, MARKED, EVERYTHING = 0, 1, 2  # what is listened for: Listening of native/cpython/lifecycle.h

_missing = None  # why there is none, once that is known


def _load():
    import importlib.machinery
    import importlib.util
    import os

    if os.environ.get("TRACEJIT") == "off":
        raise ImportError("")
    if sys.implementation.name != "cpython" or sys.version_info[:2] != (3, 13):
        version = "%s %s" % (sys.implementation.name, sys.version.split()[0])
        raise ImportError("needs CPython 3.13, and this is %s" % version)
    path = extension_path(os.path.dirname(os.path.abspath(__file__)))
    loader = importlib.machinery.ExtensionFileLoader("_tracejit", path)
    spec = importlib.util.spec_from_file_location("_tracejit", path, loader=loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    sys.modules["_tracejit"] = module
    return module


def loaded():
    """The extension if something has loaded it, else None."""
    return sys.modules.get("_tracejit")


def extension():
    """The extension, loaded if need be, or None where there is none: the reason goes to stderr, once in a process.

    TRACEJIT=off is no reason to say anything.
    """
    global _missing
    module = loaded()
    if module is not None or _missing is not None:
        return module
    try:
        return _load()
    except ImportError as error:
        say_missing(str(error))
        return None


def say_missing(why):
    """Says, once in a process, why functions run interpreted. An empty text says nothing, and counts."""
    global _missing
    if _missing is None and why:
        why = why.removeprefix("tracejit: ")
        sys.stderr.write("tracejit: %s; functions run interpreted\n" % why)
    _missing = why


def wanted_at_import():
    """Whether TRACEJIT asks for everything to be compiled, in a process that `tracejit run` did not start."""
    import os

    return os.environ.get("TRACEJIT") in ("1", "on") and loaded() is None
