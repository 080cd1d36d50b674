"""Exceptions: type, arguments, text, attributes, notes, traceback, cause and context."""

from _tracejit_worker import FOLDER
from _tracejit_worker.dump.atoms import Leaf, atom_text
from _tracejit_worker.dump.frames import frame_locals, position_text
from _tracejit_worker.dump.layout import attributes, class_dict, class_name, is_programs_own, mro_of

LOCALS_OF = 8
"""Innermost frames of a traceback whose locals are dumped as well."""

get_args = BaseException.__dict__["args"].__get__
get_cause = BaseException.__dict__["__cause__"].__get__
get_context = BaseException.__dict__["__context__"].__get__
get_traceback = BaseException.__dict__["__traceback__"].__get__


def expand_exception(obj, path, walk):
    return "exception " + class_name(type(obj)), exception_parts(obj, path, walk.name)


def exception_parts(obj, path, name):
    yield f"{path}.args", get_args(obj)
    if (text := message(obj)) is not None:
        yield f"{path}.(str)", text
    yield from attributes(obj, path)
    trace = own_frames_dropped(get_traceback(obj))
    yield from positions(trace, path + ".(traceback)", name)
    yield from frames_locals(trace, path + ".(traceback)")
    for what, other in ("__cause__", get_cause(obj)), ("__context__", get_context(obj)):
        if other is not None:
            yield f"{path}.{what}", other


def message(error):
    """`str` of an exception; None where that could run code of the program."""
    if any(is_programs_own(cls) and "__str__" in class_dict(cls) for cls in mro_of(type(error))):
        return None
    if any(atom_text(arg) is None for arg in get_args(error)):
        return None
    return str(error)


def own_frames_dropped(trace):
    """The traceback without the frames of the worker."""
    while trace is not None and trace.tb_frame.f_code.co_filename.startswith(FOLDER):
        trace = trace.tb_next
    return trace


def entries(trace):
    while trace is not None:
        yield trace
        trace = trace.tb_next


def positions(trace, path, name):
    """A line for each frame, outermost first; for one that calls itself again and again from one place, one for all."""
    texts = [entry_text(entry, name) for entry in entries(trace)]
    k = 0
    while k < len(texts):
        times = 1
        while k + times < len(texts) and texts[k + times] == texts[k]:
            times += 1
        yield f"{path}[{k}]", Leaf(texts[k] + (f", {times} times" if times > 1 else ""))
        k += times


def entry_text(entry, name):
    code = entry.tb_frame.f_code
    place = position_text(code, entry.tb_lasti, entry.tb_lineno)
    file = "" if code.co_filename == name else " of " + code.co_filename.rpartition("/")[2]
    return f"frame {code.co_qualname}{file}, {place}"


def frames_locals(trace, path):
    all_entries = list(entries(trace))
    for k in range(max(0, len(all_entries) - LOCALS_OF), len(all_entries)):
        yield from frame_locals(all_entries[k].tb_frame, f"{path}[{k}]")
