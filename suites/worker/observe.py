"""The report about one program: the sections of observation.ts that only the program's own process can fill."""

from _tracejit_worker.dump.layout import class_name, is_a, is_programs_own
from _tracejit_worker.dump.walk import Walk
from _tracejit_worker.lifetime import reference_count

SPECIAL = ("RESULTS", "ERRORS", "EFFECTS", "SENTINELS")

NOT_THE_PROGRAMS = ("__name__", "__doc__", "__package__", "__loader__", "__spec__", "__annotations__", "__builtins__",
                    "__file__", "__cached__")  # fmt: skip


def report_of(namespace, outcome, name):
    """A dict of sections, each a list of (path, text), for an Outcome of program.py. `name`: the program's file."""
    walk = Walk(name)
    uncaught = outcome.uncaught
    errors = [("uncaught", uncaught)] if uncaught is not None else []
    report = {
        "code": outcome.code,
        "outOfMemory": uncaught is not None and is_a(uncaught, MemoryError),
        "result": walk.section(named(namespace, "RESULTS")),
        "exception": walk.section(errors + named(namespace, "ERRORS")),
        "effects": walk.section(named(namespace, "EFFECTS")),
        "state": walk.section(
            (key if type(key) is str else f"({class_name(type(key))})", value)
            for key, value in namespace.items()
            if type(key) is not str or key not in SPECIAL + NOT_THE_PROGRAMS
        ),
    }
    report["lifetime"] = lifetime_lines(walk, outcome)
    return report


def named(namespace, name):
    return [(name, namespace[name])] if name in namespace else []


def lifetime_lines(walk, outcome):
    lines = [(f"SENTINELS[{k}]", state) for k, state in enumerate(outcome.sentinels)]
    if outcome.called_again is not None:
        lines.append(("main()", outcome.called_again))
    for k, path in enumerate(walk.paths):
        if is_counted(walk.held[k]):
            lines.append((path, f"references {reference_count(walk.held, k)}"))
    return lines


COUNTED = {id(kind) for kind in (list, dict, set, bytearray)}


def is_counted(obj):
    """Mutable, and referred to by nothing but the program: not by caches of the interpreter."""
    if id(type(obj)) in COUNTED:
        return True
    return is_programs_own(type(obj)) and not is_a(obj, type) and not is_a(obj, BaseException)
