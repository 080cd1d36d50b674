# checks: print and other calls to CPython in a hot loop: order of the output, each once
# native: required
import sys


def chatty(n):
    total = 0
    for i in range(n):
        total += i * i
        if i % 500 == 250:
            print("at", i, total)
            print("error stream", i, file=sys.stderr)
        if i % 700 == 0:
            sys.stdout.write(f"{i:05d} {total!r}\n")
    return total


print(chatty(3000))
log = []
for i in range(1000):
    log.append(str(i))
    if i % 333 == 0:
        print(len(log), "".join(log)[-6:])
sys.exit(3)
