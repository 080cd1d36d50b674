"""Ending a build with a sentence instead of a traceback."""


def refuse(what, mend):
    """Ends the build. pip shows both lines as they are, above its own."""
    raise SystemExit("tracejit: %s\n  to mend it: %s" % (what, mend))
