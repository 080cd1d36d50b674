"""What the measured processes of bench and gate have in common: a kernel as a module, what the JIT counted, the peak of memory."""
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


def peak_memory_kb():
    """Peak resident memory of this process, in KiB. Not getrusage: its peak begins with that of whoever forked this process."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
