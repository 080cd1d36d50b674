"""What one program may use. The supervisor watches output and wall time, the kernel memory and CPU time."""

from resource import (
    RLIM_INFINITY,
    RLIMIT_AS,
    RLIMIT_CORE,
    RLIMIT_CPU,
    RUSAGE_SELF,
    getrusage,
    setrlimit,
)

DEFAULTS = {"cpu": 5, "memory": 1 << 30, "output": 256 << 10, "wall": 600}
"""Seconds, bytes of mapped addresses, bytes of stdout and of stderr each, seconds.

A program that runs for ever uses CPU time. Wall time ends one that waits for ever, and must be long enough for answers of
the engine on a busy machine: they are waited for, a region may take seconds of CPU time, and a campaign may be given a
hundredth of a core (`nice`).
"""

DUMP_CPU_SECONDS = 10


def limit_program(limits):
    """Called in the program's process before its text runs."""
    setrlimit(RLIMIT_CORE, (0, 0))
    setrlimit(RLIMIT_AS, (limits["memory"], RLIM_INFINITY))
    setrlimit(RLIMIT_CPU, (limits["cpu"], RLIM_INFINITY))


def lift_for_dump():
    """The program's own time and memory are over: what the dump needs is not the program's."""
    usage = getrusage(RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime)
    setrlimit(RLIMIT_AS, (RLIM_INFINITY, RLIM_INFINITY))
    setrlimit(RLIMIT_CPU, (spent + DUMP_CPU_SECONDS, RLIM_INFINITY))
