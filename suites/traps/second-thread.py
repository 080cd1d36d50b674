# checks: a second thread makes progress while the first is in a native loop
# native: required
import sys
import threading
import time


def spin(flag):
    i = 0
    while flag[0] == 0:
        i += 1
    return i


def background(flag):
    for _ in range(200):
        ticks.append(1)
        time.sleep(0.001)
    flag[0] = 1


ticks = []
flag = [1]
spin(flag)
flag[0] = 0
thread = threading.Thread(target=background, args=(flag,))
begin = time.perf_counter()
thread.start()
i = spin(flag)
thread.join()
elapsed = time.perf_counter() - begin
print(len(ticks), i > 0, "in time" if elapsed < 20 else f"took {elapsed}")


def busy(n, out):
    total = 0
    for k in range(n):
        total += k % 7
    out.append(total)


results = []
threads = [threading.Thread(target=busy, args=(200_000, results)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results, sys.getswitchinterval())
