"""`tracejit_script.py REPORT SCRIPT [ARGUMENT…]`: runs a script as `python SCRIPT ARGUMENT…` does, and reports what it leaves behind.

REPORT is a file, made when the script begins and written at its end, so that it stays empty where the process ended otherwise: JSON,
the sections of suites/worker/observe.py and `counters`, what the JIT counted meanwhile (null: interpreted).
suites/pytests/script-report.ts reads it.
"""

import sys

JIT = sys.modules.get("_tracejit")
if JIT is not None:
    JIT.stop()  # a recording of what is imported here would still be under way when the script begins

import gc  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import tokenize  # noqa: E402
import types  # noqa: E402

WORKER = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "worker")


def import_worker() -> None:
    """Makes the worker's modules importable, as its own __main__.py does."""
    package = types.ModuleType("_tracejit_worker")
    package.__path__ = [WORKER]
    package.FOLDER = WORKER
    sys.modules[package.__name__] = package


import_worker()
from _tracejit_worker import program  # noqa: E402
from _tracejit_worker.lifetime import sentinel_states  # noqa: E402
from _tracejit_worker.observe import report_of  # noqa: E402


def become(script: str, arguments: list[str]) -> types.ModuleType:
    """The `__main__`, sys.argv and sys.path that python would make for the script."""
    if not sys.flags.safe_path:
        del sys.path[0]  # this file's own folder
    path = list(sys.path)
    module = program.make_main(os.path.abspath(script))
    sys.path[:] = path if sys.flags.safe_path else [os.path.dirname(os.path.realpath(script)), *path]
    sys.argv[:] = [script, *arguments]
    return module


def show(error: BaseException) -> None:
    """On standard error, by the script's own excepthook if it has one."""
    if program.is_system_exit(error):
        program.show_uncaught(error)
    else:
        sys.excepthook(type(error), error, error.__traceback__)


def counters() -> dict | None:
    """What the JIT has counted so far; None when this process is interpreted."""
    if JIT is None:
        return None
    stats = json.loads(JIT.stats_json())
    return {name: stats[name] for name in ("regions", "entries", "exits", "bails")}


def grown(before: dict, after: dict) -> dict:
    """By how much: of numbers, and of tables of numbers."""
    return {
        name: grown(before.get(name, {}), now) if isinstance(now, dict) else now - before.get(name, 0)
        for name, now in after.items()
    }


def write_report(path: str, module: types.ModuleType, outcome: program.Outcome, before: dict | None) -> None:
    """Looks at everything, with the JIT stopped and nobody tracing."""
    after = counters()
    if JIT is not None:
        JIT.stop()
    sys.settrace(None)
    sys.setprofile(None)
    report = report_of(module.__dict__, outcome, module.__file__)
    report["counters"] = None if before is None or after is None else grown(before, after)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(report, file)


def main() -> int:
    """Returns the exit code that python would end with."""
    path, script, *arguments = sys.argv[1:]
    with tokenize.open(script) as file:
        source = file.read()
    pid = os.getpid()
    module = become(script, arguments)
    open(path, "x").close()
    if JIT is not None:
        JIT.start()
    before = counters()
    outcome = program.Outcome(program.run_text(source, module.__file__, module.__dict__))
    if outcome.uncaught is not None:
        show(outcome.uncaught)
    program.end_threads()
    if os.getpid() == pid:  # not in a child that the script forked
        gc.collect()
        outcome.sentinels = sentinel_states(module.__dict__.get("SENTINELS"))
        write_report(path, module, outcome, before)
    return outcome.code


sys.exit(main())
