# checks: the program ends while a daemon thread is in the middle of a parallel loop: at once, with its own exit code and nothing on stderr
# native: required
import sys
import threading
import time

import tracejit
from tracejit import jit


@jit(parallel=True)
def spin(n: int) -> int:
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


for _ in range(4):
    print(spin(20_000))
tracejit.wait(spin)
print(spin(20_000))
for _ in range(2):
    threading.Thread(target=spin, args=(10**13,), daemon=True).start()
time.sleep(0.2)
sys.stdout.flush()
sys.exit(7)
