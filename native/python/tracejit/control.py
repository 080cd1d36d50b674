"""What is compiled from now on: everything that gets hot, what `@jit` marked, or nothing."""

import json

from tracejit.extension import EVERYTHING, MARKED, OFF, extension, loaded, say_missing

_switched_off = False  # by disable() or pause(): decorating does not switch on again


def _listen(module, what):
    """Listens for `what`; the number before, or None when another tool has sys.monitoring's number 5."""
    try:
        return module.listen(what)
    except RuntimeError as error:
        say_missing(str(error))
        return None


class Switch:
    """What enable(), disable() and pause() return: leaving it as a context manager restores what was before."""

    def __init__(self, what, before, was_off):
        self._what = what
        self._before = before
        self._was_off = was_off

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        global _switched_off
        _switched_off = self._was_off
        module = loaded()
        if module is not None and self._before is not None:
            _listen(module, self._before)

    def __repr__(self):
        return "<tracejit: %s>" % ("off", "functions with @jit", "everything that gets hot")[self._what]


def _switch(what):
    global _switched_off
    was_off = _switched_off
    _switched_off = what == OFF
    module = extension() if what != OFF else loaded()
    before = None if module is None else _listen(module, what)
    return Switch(what, before, was_off)


def enable():
    """Compiles whatever gets hot from now on, in this process and in those it forks: loops of functions and of the module
    level (a prompt's and a notebook's too), functions that call themselves.

    As a context manager: until the block ends. Without an extension for this interpreter it says so on stderr, once.
    """
    return _switch(EVERYTHING)


def disable():
    """Enters no native code and compiles nothing from now on. What is compiled is kept, for enable().

    As a context manager: until the block ends.
    """
    return _switch(OFF)


def pause():
    """disable() for the length of a block: `with pause(): ...`; the same thing by the name that says so."""
    return _switch(OFF)


def listen_for_marked(module):
    """Called when a function is marked. False when it cannot be: functions then run interpreted."""
    if _switched_off or module.listen(-1) != OFF:
        return True
    return _listen(module, MARKED) is not None


def enabled():
    """True while native code may be entered in this process."""
    module = loaded()
    return module is not None and module.listen(-1) != OFF


def stats():
    """The counters of this process as a dict, as in the TRACEJIT_STATS file; empty before anything was compiled.

    `entries`: times native code was entered; `regions`: pieces of native code; `exits`: by reason, why it was left;
    `bails`: by reason, why something was not compiled; `units`: each piece, where it is and what became of it.
    """
    module = loaded()
    return {} if module is None else json.loads(module.stats_json())
