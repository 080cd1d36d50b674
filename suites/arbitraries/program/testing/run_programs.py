"""Runs many programs in one process and says of each how it ended: one JSON document in, one out.

In: a list of sources. Out: a list of objects with
  outcome  'finished', 'raised', 'invalid' (does not compile) or 'limit' (ran for too long)
  error    name of the type of the exception that nobody caught, or null
  caught   names of the types in ERRORS
  again    whether main(), called a second time, left the same RESULTS; null where there is no main, or it raised
"""

import contextlib
import io
import json
import signal
import sys
import warnings

SECONDS = 5


class Limit(BaseException):
    """Not an Exception: no program catches it."""


def stop(signum: int, frame: object) -> None:
    """Ends a program that runs for too long."""
    raise Limit


def run(source: str) -> dict[str, object]:
    """Runs one program; what it prints is dropped."""
    report: dict[str, object] = {"outcome": "finished", "error": None, "caught": [], "again": None}
    names: dict[str, object] = {"__name__": "__main__"}
    signal.alarm(SECONDS)
    try:
        code = compile(source, "<generated>", "exec")
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, names)
            report["caught"] = [type(error).__name__ for error in names.get("ERRORS", [])]
            if "main" in names:
                before = repr(names["RESULTS"])
                names["main"]()
                report["again"] = repr(names["RESULTS"]) == before
    except SyntaxError:
        report["outcome"] = "invalid"
    except Limit:
        report["outcome"] = "limit"
    except Exception as error:
        report["outcome"] = "raised"
        report["error"] = type(error).__name__
    finally:
        signal.alarm(0)
    return report


warnings.simplefilter("ignore", DeprecationWarning)
signal.signal(signal.SIGALRM, stop)
json.dump([run(source) for source in json.load(sys.stdin)], sys.stdout)
