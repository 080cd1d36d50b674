"""Runs functions twice, as they are and with @jit, and says where the two differ. One JSON object a line: in, a case
{source, calls}; out, {entries, difference}.

`source` defines f (and what it needs; `log` is a list it may append to); each call is the text of an argument list, such as
"1, y=2.5". All calls are made in order, many times over, with new arguments each time, so that later ones meet native code.
"""

import json
import sys
import traceback
import warnings

import tracejit

ROUNDS = 45  # functions without annotations are compiled after some seventy calls, and there may be two in a round


def described(value, seen=()):
    """A value with the types of all its parts, as text."""
    if any(value is other for other in seen):
        return "..."
    if isinstance(value, (list, tuple)):
        return type(value).__name__ + str([described(item, (*seen, value)) for item in value])
    return "%s %r" % (type(value).__name__, value)


class Sides:
    """One of the two namespaces that a source is run in."""

    def __init__(self, source, jit):
        self.scope = {"__name__": "case", "log": [], "jit": tracejit.jit}
        exec(compile(source, "<case>", "exec"), self.scope)
        self.function = self.scope["f"]
        if jit:
            tracejit.jit(self.function)

    def call(self, arguments):
        """What a call did: its result or exception, what it is the same object as, its arguments afterwards, the log."""
        given, names = eval("(lambda *given, **names: (given, names))(%s)" % arguments, self.scope)
        every = [*given, *names.values()]
        try:
            result = self.function(*given, **names)
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)[1:]
            lines = [(frame.name, frame.lineno, frame.colno, frame.end_colno) for frame in frames]
            told = ["raised", type(error).__name__, str(error), lines]
        else:
            told = ["returned", described(result), [k for k, item in enumerate(every) if item is result]]
        return [*told, described(every), described(self.scope["log"])]


def differs(source, calls):
    """The first difference, or None."""
    plain, marked = Sides(source, False), Sides(source, True)
    for turn in range(ROUNDS):
        for arguments in calls:
            expected, found = plain.call(arguments), marked.call(arguments)
            if expected != found:
                return {"turn": turn, "arguments": arguments, "expected": expected, "found": found}
    return None


def main():
    warnings.simplefilter("ignore", SyntaxWarning)
    for line in sys.stdin:
        case = json.loads(line)
        before = tracejit.stats().get("entries", 0)
        difference = differs(case["source"], case["calls"])
        entries = tracejit.stats().get("entries", 0) - before
        print(json.dumps({"entries": entries, "difference": difference}), flush=True)


main()
