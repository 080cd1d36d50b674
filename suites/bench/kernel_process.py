"""What the measured processes of bench and gate have in common: a kernel as a module, and what the JIT counted."""
import sys


def load(path):
    """The kernel as a module; what it does as a script is left out."""
    module = type(sys)("kernel")
    module.__file__ = path
    with open(path) as source:
        exec(compile(source.read(), path, "exec"), module.__dict__)
    return module


def jit_stats():
    """Counters of the JIT in this process; None under plain CPython and pypy3."""
    tracejit = sys.modules.get("_tracejit")
    return tracejit.stats() if tracejit else None
