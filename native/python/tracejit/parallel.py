"""Loops on several cores: `prange`, how many threads there are, and the error of a loop that says what is not so."""

from tracejit.extension import extension
from tracejit.reasons import VERDICTS


class ParallelError(RuntimeError):
    """A loop over `prange` whose iterations depend on each other. Raised by the call of prange, before the loop.

    verdict: name of the reason ("Dependence", …). detail: which variables, at which lines. line, filename, function: the loop's.
    """

    __module__ = "tracejit"
    verdict = detail = filename = function = ""
    line = 0


def fault(code, line, verdict, detail):
    """The error for a loop of this code object: called by native/cpython/prange.cc."""
    sentence, advice = VERDICTS[verdict]
    said = sentence.removeprefix("runs serially: ")
    text = "the loop over prange at line %d of %s: %s" % (line, code.co_qualname, said)
    if detail:
        text += " (%s)" % detail
    error = ParallelError("%s. Use range, or else: %s" % (text, advice))
    error.verdict, error.detail, error.line = verdict, detail, line
    error.filename, error.function = code.co_filename, code.co_qualname
    return error


def _plain_prange(*arguments):
    """prange(stop) or prange(start, stop[, step]): range, where there is no extension to do more."""
    return range(*arguments)


_plain_prange.__name__ = _plain_prange.__qualname__ = "prange"


def find_prange():
    """The function that programs get as tracejit.prange."""
    return getattr(extension(), "prange", _plain_prange)


def set_num_threads(number):
    """Loops run on so many threads from now on, the one that comes to the loop included; 1: serially.

    Raises ValueError below 1 and above 256, TypeError for what is no int. More threads than cores are allowed, and no gain.
    """
    if not isinstance(number, int) or isinstance(number, bool):
        raise TypeError("the number of threads is an int, not %.100s" % type(number).__name__)
    if number < 1:
        raise ValueError("the number of threads is at least 1, not %d" % number)
    setter = getattr(extension(), "set_num_threads", None)
    if setter is not None:
        setter(number)


def get_num_threads():
    """Threads that loops run on: what set_num_threads said, else TRACEJIT_THREADS, else the cores this process may use.

    1 where there is no extension: everything is interpreted.
    """
    getter = getattr(extension(), "get_num_threads", None)
    return 1 if getter is None else getter()


def set_parallel_progress(hook):
    """hook(done, count) is called about twenty times a second while a loop runs on several cores, by the thread that came to the
    loop and as if the loop had called it: with how many of its iterations are done. What it raises is raised there. None: no more.

    Raises TypeError for what cannot be called. Does nothing where there is no extension.
    """
    if hook is not None and not callable(hook):
        raise TypeError("a callable or None is needed, not %.100s" % type(hook).__name__)
    setter = getattr(extension(), "set_parallel_progress", None)
    if setter is not None:
        setter(hook)
