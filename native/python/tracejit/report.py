"""What became of a function: explain(), and the texts of compiling it."""

import json
import time

from tracejit.extension import loaded
from tracejit.functions import functions_in
from tracejit.reasons import BAILS, EXITS, VERDICTS
from tracejit.waiting import wait, wait_until

_STATES = {
    "counting": "not hot yet",
    "recording": "is being recorded",
    "compiling": "is being compiled",
    "compiled": "compiled",
    "declined": "not compiled",
}


class Explanation:
    """What became of a function's start and loops.

    places: a list of dicts: entry ("function" or "loop"), line, state ("counting", "recording", "compiling", "compiled",
    "declined"), declined (None, or reason, detail, line), units (pieces of native code: entries, codeBytes, exits by
    reason, line and count, loops as below). str() of it is the text for people.
    """

    def __init__(self, name, file, places, off):
        self.name = name
        self.file = file
        self.places = places
        self._off = off

    @property
    def compiled(self):
        """Whether anything of it is compiled."""
        return any(place["state"] == "compiled" for place in self.places)

    @property
    def entries(self):
        """Times native code of it was entered."""
        return sum(unit["entries"] for place in self.places for unit in place["units"])

    @property
    def loops(self):
        """What was found of each loop that was to run on several cores: dicts of code, line, verdict (a name: "Parallel", or
        why not), prange, detail. In the order of the lines; twice where two versions differ."""
        found = []
        for place in self.places:
            for unit in place["units"]:
                found += [loop for loop in unit["loops"] if loop not in found]
        return sorted(found, key=lambda loop: (loop["code"] != self.name, loop["code"], loop["line"]))

    def __str__(self):
        lines = ["%s (%s)" % (self.name, self.file)]
        for place in sorted(self.places, key=lambda place: place["line"]):
            lines += _place_lines(place)
        lines += [_loop_line(loop, self.name) for loop in self.loops]
        if not self.places:
            lines.append("  " + (self._off or "not called yet, or without a loop and not marked with @jit"))
        return "\n".join(lines)

    def __repr__(self):
        return "<Explanation of %s: %s>" % (self.name, "compiled" if self.compiled else "not compiled")


def _place_lines(place):
    what = "the function" if place["entry"] == "function" else "the loop"
    text = "  line %d: %s %s" % (place["line"], what, _STATES[place["state"]])
    entries = sum(unit["entries"] for unit in place["units"])
    if place["state"] == "compiled":
        text += ", %d bytes, entered %d times" % (sum(unit["codeBytes"] for unit in place["units"]), entries)
    yield text
    declined = place["declined"]
    if declined and place["state"] != "compiled":
        sentence, hint = BAILS.get(declined["reason"], (declined["reason"], ""))
        detail = ": %s" % declined["detail"] if declined["detail"] else ""
        yield "    because %s%s" % (sentence, detail)
        if hint:
            yield "    try: %s" % hint
    exits = [item for unit in place["units"] for item in unit["exits"] if item["reason"] != "Finished"]
    for item in sorted(exits, key=lambda item: -item["count"]):
        sentence, hint = EXITS.get(item["reason"], (item["reason"], ""))
        yield "    left %d times at line %d: %s%s" % (
            item["count"],
            item["line"],
            sentence,
            "; try: %s" % hint if hint else "",
        )


def _loop_line(loop, name):
    sentence, advice = VERDICTS.get(loop["verdict"], (loop["verdict"], ""))
    where = "line %d" % loop["line"] + ("" if loop["code"] == name else " of %s" % loop["code"])
    what = "the loop over prange" if loop["prange"] else "the loop"
    detail = " (%s)" % loop["detail"] if loop["detail"] else ""
    return "  %s: %s %s%s%s" % (where, what, sentence, detail, "; try: %s" % advice if advice else "")


def explain(function):
    """What became of a function (or of the one inside a method, partial…): compiled or why not, what makes native code
    hand over to the interpreter and how often. An object; print it for the text. Raises TypeError as jit does."""
    module = loaded()
    inner = functions_in(function)[0]
    places = [] if module is None else json.loads(module.places(inner))
    off = "" if module is not None else "tracejit has not started: use @jit, enable() or `tracejit run`"
    return Explanation(inner.__qualname__, inner.__code__.co_filename, places, off)


def is_compiled(function):
    """Whether there is native code for the function: for its start, or for a loop in it."""
    return explain(function).compiled


def _texts(function, stages, timeout=60.0):
    module = loaded()
    inner = functions_in(function)[0]
    wait(function, timeout)
    request = 0 if module is None else module.ask_texts(inner, stages)
    if request == 0:
        raise ValueError("%s was never compiled: call it first, or use eager=" % inner.__qualname__)
    answered = wait_until(lambda: module.take_texts(request), time.monotonic() + timeout)
    if answered is None:
        raise TimeoutError("the compiler has not answered for %g seconds" % timeout)
    return answered


_IR_STAGES = {"lifted": "i", "typed": "o", "linked": "l", "optimised": "L"}


def dump_ir(function, stage="optimised"):
    """The LLVM IR of the last version compiled of a function, as text.

    stage: "optimised" after LLVM's passes, "linked" before them, and of tracejit's own IR "lifted" (from the bytecode) and
    "typed" (after tracejit's passes). It is compiled anew for this. Raises ValueError when nothing was ever compiled, and
    for an unknown stage; TimeoutError after a minute.
    """
    if stage not in _IR_STAGES:
        raise ValueError("stage is one of %s, not %r" % (", ".join(_IR_STAGES), stage))
    return _texts(function, _IR_STAGES[stage])


def dump_asm(function):
    """The machine code of the last version compiled of a function, as assembly text. Raises as dump_ir."""
    return _texts(function, "m")
