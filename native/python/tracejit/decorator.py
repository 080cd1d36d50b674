"""`@jit`: asks for a function to be compiled. The function stays the object it was."""

from tracejit.annotations import kinds_of
from tracejit.control import listen_for_marked
from tracejit.extension import extension, loaded
from tracejit.functions import functions_in
from tracejit.waiting import wait

_EAGER_VERSIONS = 4  # versions of one function that are kept beside each other (native/cpython/tiering.cc)


def jit(
    function=None,
    /,
    *,
    eager=(),
    opt_level=2,
    cache=False,
    parallel=False,
    fastmath=False,
    boundscheck=True,
):
    """Compiles a Python function: `@jit`, `@jit(...)` or `jit(f)`. Returns what it was given, not a wrapper.

    With all parameters annotated it is recorded in its first call and compiled while the program goes on; without, the
    first dozens of calls show what it is called with. A call that fits no compiled version is interpreted. Callables made
    of a function (bound, static and class methods, properties, functools.partial, whatever has __wrapped__) are taken
    too: the function inside is compiled.

    eager: signatures to compile now, before any call, such as [(int, float)], or True for the annotations.
    opt_level: 0 to 3, how long to optimise; 2 and 3 do all there is.
    cache: keep what is compiled on disk ($TRACEJIT_CACHE, else ~/.cache/tracejit), for the next process. Looked at in
        the first call of jit of a process.
    parallel: loops of the function whose iterations are proved independent run on several cores; explain() says which, and
        why others do not. Floats may be added in another order than the program's, the same for every number of threads.
    fastmath: float arithmetic may be reassociated. Not used yet: results are exact.
    boundscheck: always on; False is refused.

    Raises TypeError for what holds no Python function, and for wrong options. Never for what a function does.
    """
    if not boundscheck:
        raise TypeError("boundscheck=False is not to be had: an index out of range is an IndexError")
    if not isinstance(opt_level, int) or not 0 <= opt_level <= 3:
        raise TypeError("opt_level is 0, 1, 2 or 3, not %r" % (opt_level,))
    if not isinstance(parallel, bool) or not isinstance(fastmath, bool):
        raise TypeError("parallel and fastmath are True or False")
    options = (eager, opt_level, cache, parallel)
    if function is None:
        return lambda decorated: _mark(decorated, *options)
    return _mark(function, *options)


def _mark(thing, eager, opt_level, cache, parallel):
    functions = functions_in(thing)
    if cache:
        _keep_on_disk()
    module = extension()
    if module is None or not listen_for_marked(module):
        return thing
    for function in functions:
        module.mark(function, _is_annotated(function), opt_level, parallel)
        _compile_now(module, function, eager)
    return thing


def _keep_on_disk():
    import os
    import warnings

    if os.environ.get("TRACEJIT_CACHE"):
        return
    if loaded() is not None:
        warnings.warn("cache=True comes too late: tracejit has started without. Set TRACEJIT_CACHE.", stacklevel=4)
        return
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = os.path.join(base, "tracejit")
    os.makedirs(folder, exist_ok=True)
    os.environ["TRACEJIT_CACHE"] = folder


def _is_annotated(function):
    """Whether each parameter has an annotation: it is then worth compiling after one call."""
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    if names[:1] == ("self",) or names[:1] == ("cls",):
        names = names[1:]
    return bool(names) and all(name in function.__annotations__ for name in names)


def _signatures(function, eager):
    import inspect
    import itertools

    if eager is True:
        annotations = inspect.get_annotations(function, eval_str=True)
        names = function.__code__.co_varnames[: function.__code__.co_argcount]
        missing = [name for name in names if name not in annotations]
        if missing:
            raise TypeError("eager=True needs an annotation of %s in %s" % (missing[0], function.__qualname__))
        eager = [[annotations[name] for name in names]]
    if not isinstance(eager, (tuple, list)):
        raise TypeError("eager is True or a list of signatures such as [(int, float)], not %r" % (eager,))
    for types in eager:
        if not isinstance(types, (tuple, list)):
            raise TypeError("eager is a list of signatures such as [(int, float)], not of %r" % (types,))
        if len(types) != function.__code__.co_argcount:
            count = function.__code__.co_argcount
            raise TypeError("%s has %d parameters, not %d" % (function.__qualname__, count, len(types)))
        yield from itertools.islice(itertools.product(*map(kinds_of, types)), _EAGER_VERSIONS)


def _compile_now(module, function, eager):
    def number(name):
        return getattr(module, "KIND_" + name)

    for kinds in _signatures(function, eager):
        elements = (sum({1 << number(name) for name, _ in items}) for _, items in kinds)
        module.ask(function, tuple(zip((number(name) for name, _ in kinds), elements)))
        wait(function)
