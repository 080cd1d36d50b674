"""Watches one program's process: what it prints, how long it takes, how it ends."""

import json
import os
import select
import signal
import time

from _tracejit_worker import limits
from _tracejit_worker.frames import read_frame, write_frame
from _tracejit_worker.pipe import Pipe

STDERR_KEPT = 4096


class Supervisor:
    """One program's process, from its first command to its wait status."""

    def __init__(self, requests, replies, source, wanted):
        """`source` makes the process: Zygote or Fresh. `wanted`: the request that asks for it."""
        self.requests = requests
        self.replies = replies
        self.source = source
        self.stdout, self.stderr, self.reports = Pipe(), Pipe(), Pipe()
        commands, self.commands = os.pipe()
        self.limits = {**limits.DEFAULTS, **wanted.get("limits", {})}
        self.limit_hit = None
        self.status = None
        ends = (commands, self.reports.writing, self.stdout.writing, self.stderr.writing)
        self.pid = source.fork(ends)
        self.pidfd = os.pidfd_open(self.pid)
        for fd in ends:
            os.close(fd)
        self.is_session = wanted["op"] == "open"

    def run(self, request):
        """Hands the request, and in a session each further one, to the program; replies to each."""
        self.command(request)
        report = self.await_report()
        if self.is_session:
            self.session(report)
        else:
            self.finish()
            self.reply(report)
        for fd in (self.pidfd, self.stdout.reading, self.stderr.reading, self.reports.reading):
            os.close(fd)

    def finish(self):
        """Nothing more to do for the program."""
        os.close(self.commands)
        if self.status is None:
            self.await_end()

    def session(self, report):
        """A reply for each step while the process lives; the last one, for `close` or a death, says how it ended."""
        self.reply(report)
        while self.status is None:
            request = read_frame(self.requests)
            if request is None or json.loads(request)["op"] == "close":
                self.finish()
                self.reply(None)
            else:
                self.command(request)
                self.reply(self.await_report())

    def command(self, payload):
        """A program that died before it read its command shows as such."""
        try:
            write_frame(self.commands, payload)
        except BrokenPipeError:
            pass

    def await_report(self):
        """The next report of the program, as bytes; None where it ended without one."""
        report = self.watch(self.reports.frame)
        if report is None:
            self.await_end()
        else:
            self.drain()
        return report

    def await_end(self):
        """Waits for the process, or ends it at a limit; and ends whatever it left running."""
        self.watch(lambda: None)
        self.kill_all()
        self.status = self.source.reap()
        self.drain()

    def kill_all(self):
        """The process, should it live, and its group."""
        signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass  # it ended before it had a group

    def drain(self):
        """Takes what has been printed: a process that reports, or is no more, has written it all into the pipes."""
        for pipe in (self.stdout, self.stderr):
            while pipe.has_more():
                self.pull(pipe)

    def watch(self, done):
        """Reads the program's pipes until `done()` gives something, which it returns; None at the end or at a limit."""
        deadline = time.monotonic() + self.limits["wall"]
        poll = select.poll()
        poll.register(self.pidfd, select.POLLIN)
        poll.register(self.requests, 0)  # tells when the one who asks is gone
        pipes = {pipe.reading: pipe for pipe in (self.stdout, self.stderr, self.reports) if pipe.open}
        for fd in pipes:
            poll.register(fd, select.POLLIN)
        result = done()
        while result is None and self.limit_hit is None:
            ready = [fd for fd, _ in poll.poll(max(0, deadline - time.monotonic()) * 1000)]
            if self.requests in ready:
                self.kill_all()
                os._exit(0)
            if not ready:
                self.limit_hit = "wall"
            if ready == [self.pidfd]:
                break  # ended, and all it said is read
            for fd in ready:
                if fd in pipes:
                    self.pull(pipes[fd])
                    if not pipes[fd].open:
                        poll.unregister(fd)
            result = done()
        return result

    def pull(self, pipe):
        pipe.pull()
        if pipe is self.stderr:
            pipe.keep_last(STDERR_KEPT)
        if pipe is not self.reports and pipe.seen > self.limits["output"]:
            self.limit_hit = "output"

    def reply(self, report):
        """How it ended (null: still alive), what it printed since the last reply, and its report as it came."""
        end = None
        if self.status is not None:
            end = {"kind": "limit", "limit": self.limit_hit} if self.limit_hit else end_of(self.status)
        stdout = self.stdout.take()[: self.limits["output"]]
        head = {"end": end, "stdout": text_of(stdout), "stderr": text_of(self.stderr.take())}
        write_frame(self.replies, json.dumps(head).encode()[:-1] + b',"report":' + (report or b"null") + b"}")


def text_of(printed):
    """Bytes that are no UTF-8 become \\xNN."""
    return printed.decode("utf-8", "backslashreplace")


def end_of(status):
    """A wait status in the words of observation.ts. CPU time over is a limit, not a signal."""
    if not os.WIFSIGNALED(status):
        return {"kind": "code", "code": os.waitstatus_to_exitcode(status)}
    number = os.WTERMSIG(status)
    if number == signal.SIGXCPU:
        return {"kind": "limit", "limit": "cpu"}
    return {"kind": "signal", "signal": signal.Signals(number).name}
