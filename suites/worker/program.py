"""The process of one program: gets its text, runs it as `__main__`, reports what it left behind, and ends as python would.

In a session it gets one text after another, all for the same namespace. The dump after each is then made by a fork, so
that the session is never touched by what looks at it.
"""

import atexit
import builtins
import gc
import json
import linecache
import os
import signal
import sys
import threading
import traceback
import types
from fcntl import F_DUPFD_CLOEXEC, fcntl

from _tracejit_worker import limits
from _tracejit_worker.dump.exceptions import own_frames_dropped
from _tracejit_worker.frames import read_frame, write_frame
from _tracejit_worker.lifetime import call_again, sentinel_states
from _tracejit_worker.observe import report_of

OWN_DESCRIPTORS = 100
"""Out of the way of a program that counts on the lowest free number."""

BUILTINS = dict(builtins.__dict__)


def serve_program(ends, extension):
    """Runs what the commands say. Returns the exit code; the caller then leaves, and python finalises.

    `ends`: descriptors for commands, reports, stdout and stderr.
    """
    os.setsid()  # so that it can be killed with everything it starts
    os.dup2(ends[2], 1)
    os.dup2(ends[3], 2)
    commands, reports = (fcntl(fd, F_DUPFD_CLOEXEC, OWN_DESCRIPTORS) for fd in ends[:2])
    os.closerange(3, OWN_DESCRIPTORS)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        opening = json.loads(read_frame(commands))
        program = Program(opening, reports, extension)
        limits.limit_program({**limits.DEFAULTS, **opening.get("limits", {})})
        if extension:
            extension.start()
        return program.run_session(commands) if opening["op"] == "open" else program.run_once()
    except BaseException:
        # the program's own exceptions do not get here: this one is the worker's
        write_frame(reports, json.dumps({"broken": traceback.format_exc()}).encode())
        os._exit(1)


class Outcome:
    """How one text ended. `uncaught`: the exception that nobody caught, or None; `code`: what python would exit with."""

    def __init__(self, uncaught):
        self.uncaught = uncaught
        self.code = 0 if uncaught is None else exit_code(uncaught)
        self.called_again = None
        self.sentinels = []
        self.counters = b"null"


class Program:
    """The namespace of one program, and the way to report about it."""

    def __init__(self, opening, reports, extension):
        self.reports = reports
        self.extension = extension
        self.name = opening["name"]
        self.fresh = opening.get("fresh", False)
        self.repeat = opening.get("repeat", 0)
        self.source = opening.get("source", "")
        self.module = make_main(self.name)
        self.pid = os.getpid()
        self.steps = 0

    def run_once(self):
        outcome = self.execute(self.source, self.name)
        if os.getpid() != self.pid:
            return outcome.code
        self.report(outcome)
        if self.fresh:
            return outcome.code
        outcome.uncaught = None
        end_quickly(self.module.__dict__, outcome.code)

    def run_session(self, commands):
        write_frame(self.reports, b"null")
        while (command := read_frame(commands)) is not None:
            self.steps += 1
            outcome = self.execute(json.loads(command)["source"], f"{self.name}#{self.steps}")
            if os.getpid() != self.pid:
                return outcome.code
            self.report_by_fork(outcome)
        return 0

    def execute(self, source, name):
        """Runs one text to its end, and does what must be done while the JIT still runs. Nothing here may get hot."""
        namespace = self.module.__dict__
        outcome = Outcome(run_text(source, name, namespace))
        end_threads()
        if os.getpid() != self.pid:
            return outcome  # the program forked, and this is its child
        if self.repeat and outcome.uncaught is None:
            outcome.called_again = call_again(namespace.get("main"), self.repeat)
        gc.collect()
        outcome.sentinels = sentinel_states(namespace.get("SENTINELS"))
        if self.extension:
            outcome.counters = self.extension.stats_json().encode()
        sys.__stdout__.flush()
        return outcome

    def report(self, outcome):
        """Looks at everything. The JIT has stopped, and what the program put in the way of python's own functions is undone."""
        if self.extension:
            self.extension.stop()
        limits.lift_for_dump()
        sys.settrace(None)
        sys.setprofile(None)
        sys.setrecursionlimit(max(sys.getrecursionlimit(), 1000))
        builtins.__dict__.update(BUILTINS)
        if outcome.uncaught is not None:
            show_uncaught(outcome.uncaught)
        report = report_of(self.module.__dict__, outcome, self.name)
        write_frame(self.reports, json.dumps(report).encode()[:-1] + b',"counters":' + outcome.counters + b"}")

    def report_by_fork(self, outcome):
        """A fork that dies while it looks found damage: this process then dies of the same."""
        pid = os.fork()
        if pid == 0:
            self.report(outcome)
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        if os.WIFSIGNALED(status):
            os.kill(self.pid, os.WTERMSIG(status))
        elif status != 0:
            os._exit(os.waitstatus_to_exitcode(status))


def make_main(name):
    """A `__main__` as python makes it for a script, in place of the worker's own."""
    main = types.ModuleType("__main__")
    main.__dict__.update(__annotations__={}, __builtins__=builtins, __file__=name, __cached__=None)
    main.__loader__ = type(__spec__.loader)("__main__", name)
    sys.modules["__main__"] = main
    sys.argv[:] = [name]
    sys.path.insert(0, os.path.dirname(name))
    return main


def run_text(source, name, namespace):
    """Runs a text as the file `name`. Returns the exception that nobody caught, or None."""
    linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name
    try:
        exec(compile(source, name, "exec", dont_inherit=True), namespace)
    except BaseException as error:
        return BaseException.with_traceback(error, own_frames_dropped(error.__traceback__))
    return None


def is_system_exit(error):
    return SystemExit in type.__dict__["__mro__"].__get__(type(error))


def exit_code(error):
    """Of an exception that nobody caught."""
    code = SystemExit.code.__get__(error) if is_system_exit(error) else 1
    if code is None:
        return 0
    return code & 0xFF if type(code) in (int, bool) else 1


def show_uncaught(error):
    """Prints what python would print, on stderr: for those who read it, it is compared as an object."""
    if not is_system_exit(error):
        traceback.print_exception(error, file=sys.__stderr__)
    elif type(SystemExit.code.__get__(error)) not in (int, bool, type(None)):
        print(SystemExit.code.__get__(error), file=sys.__stderr__)
    sys.__stderr__.flush()


def end_quickly(namespace, code):
    """Ends the process with what the program can see of python's own end: exit functions, then its globals become None.

    What python does besides, for its own modules, takes it longer than most programs take.
    """
    atexit._run_exitfuncs()
    names = [name for name in namespace if name != "__builtins__"]
    for name in sorted(names, key=lambda name: not name.startswith("_")):
        namespace[name] = None
    gc.collect()
    sys.__stdout__.flush()
    sys.__stderr__.flush()
    os._exit(code)


def end_threads():
    """Waits for the threads that python waits for at its end."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
