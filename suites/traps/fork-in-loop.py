# checks: fork inside a hot loop: parent and child go on with their own state, and both end as they should
# native: required
import os
import sys


def loop(n, fork_at):
    total = 0
    child = None
    for i in range(n):
        total += i * 3 % 7
        if i == fork_at:
            sys.stdout.flush()
            child = os.fork()
            if child == 0:
                total += 1_000_000
    return total, child


print(loop(2000, -1))
read_end, write_end = os.pipe()
total, child = loop(4000, 2500)
if child == 0:
    again, _ = loop(3000, -1)
    os.write(write_end, f"child {total} {again}\n".encode())
    os._exit(7)
_, status = os.waitpid(child, 0)
print(os.read(read_end, 100).decode(), end="")
print("parent", total, os.waitstatus_to_exitcode(status))
print(loop(3000, -1))
pids = []
for k in range(5):
    _, child = loop(500, 250 + k)
    if child == 0:
        os._exit(10 + k)
    pids.append(child)
print([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids])
