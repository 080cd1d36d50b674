"""Runs one command from nothing to the end of everything it started, and adds what that took to the line of JSON it prints.

    cold.py COMMAND...

For `tracejit gate`, whose trial.py is the command's script. Added is "cold":
    ns            from the start to the end of the command, by the wall's clock
    cpuNs         processor time of the command and of the engine it started
    firstEntryNs  from the start to the first native entry; null where there was none
    engineKb      peak resident memory of the engine; 0 where there was none
"""
import ctypes
import json
import os
import sys
import tempfile
import time

PR_SET_CHILD_SUBREAPER = 36


def processor_ns(usage):
    return int((usage.ru_utime + usage.ru_stime) * 1e9)


def first_entry_ns(stats_file):
    """As the stats file tells it; it is not there under a python without the JIT."""
    if os.path.getsize(stats_file) == 0:
        return None
    with open(stats_file) as file:
        entered = json.load(file).get("startup", {}).get("entered")
    return None if entered is None else int(entered * 1e6)


def run(command, stats_file):
    """The command's output, and what it took. An engine outlives the command that started it: as a child's child it is then ours."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    reader, writer = os.pipe()
    begin = time.monotonic_ns()
    env = {**os.environ, "TRACEJIT_STATS": stats_file, "TRACEJIT_STARTED": str(begin)}
    child = os.posix_spawnp(command[0], command, env, file_actions=[(os.POSIX_SPAWN_DUP2, writer, 1)])
    status, usage = os.wait4(child, 0)[1:]
    taken = {"ns": time.monotonic_ns() - begin, "cpuNs": processor_ns(usage), "engineKb": 0}
    os.close(writer)
    while True:
        try:
            engine = os.wait4(-1, 0)[2]
        except ChildProcessError:
            break
        taken["cpuNs"] += processor_ns(engine)
        taken["engineKb"] = max(taken["engineKb"], engine.ru_maxrss)
    with open(reader) as output:
        return os.waitstatus_to_exitcode(status), output.read(), taken


def main():
    with tempfile.NamedTemporaryFile(prefix="tracejit-cold-") as stats:
        code, output, taken = run(sys.argv[1:], stats.name)
        if code != 0:
            sys.exit(code if code > 0 else 128 - code)
        taken["firstEntryNs"] = first_entry_ns(stats.name)
    print(json.dumps({**json.loads(output), "cold": taken}))


main()
