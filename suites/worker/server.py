"""Serves requests: for each of them a process, from the zygote or a fresh one, which a supervisor watches."""

import json
import os
import signal

from _tracejit_worker.frames import read_frame
from _tracejit_worker.supervisor import Supervisor
from _tracejit_worker.zygote import Zygote, start_zygote

REQUESTS = 3
REPLIES = 4


def serve_requests(extension, fresh_command):
    """Serves until the one who asks is gone. Returns an exit code, in each program's process as well.

    `fresh_command`: what starts a program's process that is no fork of a warm python.
    """
    zygote = start_zygote(extension, (REQUESTS, REPLIES))
    if type(zygote) is not Zygote:
        return zygote
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    fresh = Fresh(fresh_command)
    while (request := read_frame(REQUESTS)) is not None:
        wanted = json.loads(request)
        source = fresh if wanted.get("fresh") else zygote
        Supervisor(REQUESTS, REPLIES, source, wanted).run(request)
    return 0


class Fresh:
    """Makes a program's process by starting python anew; otherwise like Zygote."""

    def __init__(self, command):
        self.command = command
        self.pid = 0

    def fork(self, ends):
        self.pid = os.fork()
        if self.pid == 0:
            # all of them out of the way first: 3 to 6 may be among them
            high = [os.dup2(fd, 100 + k) for k, fd in enumerate(ends)]
            for k, fd in enumerate(high):
                os.dup2(fd, 3 + k)
            os.closerange(3 + len(ends), 200)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execv(self.command[0], self.command)
        return self.pid

    def reap(self):
        return os.waitpid(self.pid, 0)[1]
