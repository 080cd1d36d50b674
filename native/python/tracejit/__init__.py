"""tracejit: a tracing JIT for the CPython that runs this.

`@jit` compiles one function, `enable()` compiles whatever gets hot. Neither changes what a program does: what cannot be
compiled is interpreted, a result is never another one, and a function stays the object it was.

    from tracejit import jit

    @jit
    def compute(x: int, y: float) -> float:
        return x * y + 1.0

Importing this module does nothing else, but where TRACEJIT is 1 or on: then it is enable().
"""

from tracejit.annotations import Ptr, Vec, c64, c128, f32, f64, i32, i64
from tracejit.control import disable, enable, enabled, pause, stats
from tracejit.decorator import jit
from tracejit.extension import wanted_at_import
from tracejit.parallel import ParallelError, get_num_threads, set_num_threads, set_parallel_progress
from tracejit.report import Explanation, dump_asm, dump_ir, explain, is_compiled
from tracejit.waiting import wait

__all__ = [
    "Explanation",
    "ParallelError",
    "Ptr",
    "Vec",
    "c64",
    "c128",
    "disable",
    "dump_asm",
    "dump_ir",
    "enable",
    "enabled",
    "explain",
    "f32",
    "f64",
    "get_num_threads",
    "i32",
    "i64",
    "is_compiled",
    "jit",
    "pause",
    "prange",
    "set_num_threads",
    "set_parallel_progress",
    "stats",
    "wait",
]


def __getattr__(name):
    if name != "prange":
        raise AttributeError("module %r has no attribute %r" % (__name__, name))
    # the extension's own function, which the compiler knows: loaded for whoever asks for it, and not by every import
    from tracejit.parallel import find_prange

    globals()["prange"] = found = find_prange()
    return found


if wanted_at_import():
    enable()
