# checks: KeyboardInterrupt in a hot native loop is seen within 50 ms of processor time, at a line of the loop, and the loop's variables are whole
# native: required
import os
import signal
import threading
import time
import traceback


def spin(n):
    i = 0
    total = 0
    while i < n:
        i += 1
        total += i & 7
    return total


def interrupt_soon(seconds):
    def send():
        time.sleep(seconds)
        sent.append(time.process_time())
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=send, daemon=True).start()


def check():
    interrupt_soon(0.3)
    try:
        spin(10**12)
    except KeyboardInterrupt as error:
        late = time.process_time() - sent[-1]
        frames = traceback.extract_tb(error.__traceback__)
        state = error.__traceback__.tb_next.tb_frame.f_locals
        expected = sum(k & 7 for k in range(8)) * (state["i"] // 8) + sum(k & 7 for k in range(1, state["i"] % 8 + 1))
        before = expected - (state["i"] & 7)
        print("in time" if late < 0.05 else f"late by {late}")
        print([f.name for f in frames], frames[-1].lineno - spin.__code__.co_firstlineno in (3, 4, 5))
        print(state["total"] in (expected, before))


sent = []
print(spin(5000))
check()
check()
print(spin(5000))
