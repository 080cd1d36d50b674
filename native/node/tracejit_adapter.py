"""What tracejit's JavaScript API runs inside Python: one function, text in and text out, called through pythonia.

Nothing but that text passes pythonia, whose own conversions lose values (DECISIONS.md, J-001). Loaded once, by
pythonia's fileImport, before any code of the user.
"""

import importlib
import importlib.util
import json
import os
import sys
import traceback

import tracejit_values as values

MOST_EXCEPTIONS = 100
"""Of one chain of causes and contexts: a loop that raises while handling can make it as long as it likes."""

modules = []
"""What was loaded; its place is its name on the wire."""


def handle(text):
    """Does what the request says. The answer: {"value"}, {"module"}, {"stats"}, {"refused"} or {"raised"}."""
    request = json.loads(text)
    # BaseException: a SystemExit of the user's code is told like any other, instead of ending pythonia's loop.
    try:
        answer = REQUESTS[request["do"]](request)
        _flush()
    except values.Refused as refused:
        answer = {"refused": {"path": refused.path, "why": refused.why}}
    except BaseException as error:
        answer = {"raised": _exceptions(error)}
    return json.dumps(answer)


def _load(request):
    module = _load_file(request["file"]) if "file" in request else importlib.import_module(request["name"])
    modules.append(module)
    return {"module": len(modules) - 1}


def _load_file(path):
    """The module of a file, as `import` from its own folder would make it: loaded once, its neighbours importable."""
    folder, base = os.path.split(path)
    name = base.removesuffix(".py")
    loaded = sys.modules.get(name)
    if loaded is not None:
        if getattr(loaded, "__file__", None) == path:
            return loaded
        where = getattr(loaded, "__file__", "built in")
        raise ImportError("%s: a module named %r is loaded already (%s); give the file another name" % (path, name, where))
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None:
        raise ImportError("%s is no Python file" % path)
    before = list(sys.path)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        sys.path[:] = before
        raise
    return module


def _find(request):
    found = modules[request["module"]]
    for name in request["name"].split("."):
        found = getattr(found, name)
    return found


def _call(request):
    try:
        positional = values.decode(request["args"])
    except values.Refused as refused:
        raise refused.inside("args")
    try:
        keywords = values.decode(request["keywords"])
    except values.Refused as refused:
        raise refused.inside("keywords")
    return _result(_find(request)(*positional, **keywords))


def _value(request):
    return _result(_find(request))


def _result(value):
    try:
        return {"value": values.encode(value)}
    except values.Refused as refused:
        raise refused.inside("result")


def _stats(request):
    extension = sys.modules.get("_tracejit")
    return {"stats": {} if extension is None else extension.stats()}


REQUESTS = {"load": _load, "call": _call, "value": _value, "stats": _stats}


def _flush():
    for stream in (sys.stdout, sys.stderr):
        flush = getattr(stream, "flush", None)
        if flush is not None:
            flush()


def _exceptions(first):
    """The exception and all it hangs on, as a table; cause, context and the errors of a group are places in it."""
    _leave_out_adapter(first)
    found, places = [first], {id(first): 0}

    def place(error):
        if error is None or (id(error) not in places and len(found) == MOST_EXCEPTIONS):
            return None
        if id(error) not in places:
            places[id(error)] = len(found)
            found.append(error)
        return places[id(error)]

    # `found` grows while it is walked.
    return [_exception(error, place, chain=error is first) for error in found]


def _exception(error, place, chain):
    errors = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    return {
        "type": values.type_name(type(error)),
        "text": _text(error, str),
        "args": [_argument(value) for value in error.args],
        "notes": [note if type(note) is str else _text(note, repr) for note in getattr(error, "__notes__", None) or ()],
        "traceback": "".join(traceback.format_exception(error, chain=chain)),
        "cause": place(error.__cause__),
        "context": None if error.__suppress_context__ else place(error.__context__),
        "errors": [number for number in map(place, errors) if number is not None],
    }


def _leave_out_adapter(error):
    frame = error.__traceback__
    while frame is not None and frame.tb_frame.f_code.co_filename == __file__:
        frame = frame.tb_next
    error.__traceback__ = frame


def _argument(value):
    try:
        return {"value": values.encode(value)}
    except values.Refused:
        return {"type": values.type_name(type(value)), "repr": _text(value, repr)}


def _text(value, describe):
    """str() or repr() of an object of the user's, whose own methods may fail: an exception must be told all the same."""
    try:
        return str(describe(value))
    except Exception as error:
        return "<%s() failed: %s>" % (describe.__name__, values.type_name(type(error)))


def _tidy_up():
    """Gives the user's modules the Python they know: pythonia put its own folder, modules and settings into it."""
    # For Python alone: a program started from here would take the number for a channel of its own.
    os.set_inheritable(int(os.environ.pop("NODE_CHANNEL_FD")), False)
    os.environ.pop("NODE_CHANNEL_SERIALIZATION_MODE", None)
    json.JSONEncoder.default = sys.modules["json_patch"]._default.default
    sys.path.remove(os.path.dirname(__file__))
    sys.path[sys.path.index(os.path.dirname(sys.modules["Bridge"].__file__))] = ""
    for name in ("Bridge", "proxy", "json_patch"):
        del sys.modules[name]
    sys.argv[:] = [""]
    # What was printed before a time-out or a crash must have been seen.
    if sys.stdout is not None:
        sys.stdout.reconfigure(line_buffering=True)


if sys.version_info < (3, 11):
    sys.stderr.write("tracejit: Python 3.11 or newer can be called from JavaScript, and %s is %d.%d\n"
                     % (sys.executable, *sys.version_info[:2]))
    sys.stderr.flush()
    os._exit(3)
_tidy_up()
