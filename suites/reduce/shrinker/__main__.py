"""Offers smaller and smaller variants of a program, one at a time, to whoever knows which are still interesting.

JSON lines. In: `{"source": text}` once, then `{"accepted": bool}` for each candidate. Out: `{"candidate": text, "step": name}`,
at the end `{"done": true}`; `{"error": text}` for a program that does not compile. suites/reduce/shrinker.ts is the other side.
"""

import json
import sys
import warnings

from passes import shrink


def say(message: dict) -> None:
    """One line, at once."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def serve(requests) -> None:
    """One conversation: a source, then a verdict for each candidate."""
    try:
        search = shrink(json.loads(next(requests))["source"])
        candidate = next(search)
    except StopIteration:
        say({"done": True})
        return
    except (SyntaxError, ValueError, RecursionError) as error:
        say({"error": str(error) or type(error).__name__})
        return
    for line in _answers(requests, candidate):
        try:
            candidate = search.send(json.loads(line)["accepted"])
        except StopIteration:
            say({"done": True})
            return
        say({"candidate": candidate.source, "step": candidate.step})


def _answers(requests, first):
    """The verdicts, after the first candidate was said."""
    say({"candidate": first.source, "step": first.step})
    yield from requests


if __name__ == "__main__":
    warnings.simplefilter("ignore", SyntaxWarning)
    serve(iter(sys.stdin.readline, ""))
