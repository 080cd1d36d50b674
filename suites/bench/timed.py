"""Runs one command and tells what it took, as one line of JSON on file descriptor 3; everything else is the command's own.

    timed.py COMMAND...

Node cannot ask the system for a child's peak memory, and a large parent shows up in its children's: so this small one.
"""
import json
import os
import sys
import time

begin = time.perf_counter_ns()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_CLOSE, 3)])
status, usage = os.wait4(child, 0)[1:]
taken = time.perf_counter_ns() - begin
answer = {"ns": taken, "rssKb": usage.ru_maxrss, "code": os.waitstatus_to_exitcode(status)}
os.write(3, json.dumps(answer).encode())
