# checks: a Python signal handler runs during a hot loop and sees and ends it; the loop's state is whole
# native: required
import os
import signal
import threading
import time


def handler(number, frame):
    seen.append(frame.f_code.co_name)
    stop[0] = 1


def spin():
    i = 0
    odd = 0
    while stop[0] == 0:
        i += 1
        odd += i & 1
    return i, odd


seen = []
stop = [1]
signal.signal(signal.SIGUSR1, handler)
spin()
for round in range(3):
    stop[0] = 0
    threading.Thread(target=lambda: (time.sleep(0.1), os.kill(os.getpid(), signal.SIGUSR1))).start()
    i, odd = spin()
    print(odd == (i + 1) // 2, len(seen), seen[-1] == "spin")
