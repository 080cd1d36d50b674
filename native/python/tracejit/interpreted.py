"""What __main__.py does when the program is not run under the JIT: says why, once, and becomes python itself, with the same
options and program. Run by its text, with `own`, `words`, `wanted` and `why` set. Must parse in any Python 3.
"""

import posix
import sys

if not words:
    command = "tracejit run [python options]" if own == 1 else "python [options] -m tracejit [--parallel]"
    sys.stderr.write("usage: %s (script | -c code | -m module | -) [arguments]\n" % command)
    sys.exit(2)
if wanted:
    if not why:
        name = "%s %s" % (sys.implementation.name, sys.version.split()[0])
        why = "needs CPython 3.13, and %s is %s" % (sys.executable, name)
    if why.startswith("tracejit: "):
        why = why[len("tracejit: ") :]
    sys.stderr.write("tracejit: %s; the program runs interpreted\n" % (why,))
    sys.stderr.flush()
command = getattr(sys, "orig_argv", [sys.executable])
before = max(1, len(command) - own - len(words))
posix.execv(sys.executable, command[:before] + words)
