"""The warm python: everything a program's process needs is loaded here, once; each of them is a fork of this one.

It does nothing between two forks but wait, so that a program's process does not depend on how many there were before.
"""

import gc
import os
import signal
import socket

from _tracejit_worker.program import serve_program

ENDS = 4
"""Descriptors that come with a request: commands, reports, stdout, stderr."""


class Zygote:
    """The supervisor's side: asks for forks."""

    def __init__(self, link):
        self.link = link

    def fork(self, ends):
        """A new program's process on these descriptors. Returns its pid, which stays its own until `reap`."""
        socket.send_fds(self.link, [b"f"], ends)
        return int.from_bytes(self.receive(), "little")

    def reap(self):
        """Waits for the last process's end. Returns the wait status."""
        self.link.send(b"r")
        return int.from_bytes(self.receive(), "little")

    def receive(self):
        answer = self.link.recv(4)
        if len(answer) != 4:
            raise EOFError("the warm python is gone")
        return answer


def start_zygote(extension, foreign):
    """Forks the warm python off this one. Here: returns a Zygote. In each program's process: an exit code.

    `foreign`: descriptors that are no business of a program.
    """
    compile("", "<rehearsal>", "exec")  # makes the types of syntax trees: 1.5 ms that each fork would need
    gc.collect()
    gc.freeze()
    here, there = socket.socketpair()
    if os.fork() != 0:
        there.close()
        return Zygote(here)
    here.close()
    for fd in foreign:
        os.close(fd)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asks
    pid = 0
    while True:
        order, ends, _, _ = socket.recv_fds(there, 1, ENDS)
        if order == b"f":
            pid = os.fork()
            if pid == 0:
                return serve_program(ends, extension)
            for fd in ends:
                os.close(fd)
            there.send(pid.to_bytes(4, "little"))
        elif order == b"r":
            there.send(os.waitpid(pid, 0)[1].to_bytes(4, "little"))
        else:
            os._exit(0)  # the supervisor is gone
