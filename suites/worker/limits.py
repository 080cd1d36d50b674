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

DEFAULTS = {"cpu": 5, "memory": 1 << 30, "output": 256 << 10, "wall": 10}
"""Seconds, bytes of mapped addresses, bytes of stdout and of stderr each, seconds."""

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
