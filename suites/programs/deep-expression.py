# checks: expressions with many temporaries, and side effects in order of evaluation
# native: required
def note(x):
    log[0] = (log[0] * 31 + x) % 1000003
    return x


def run(n):
    t = 0
    for i in range(n):
        t += ((i + 1) * (i + 2) - (i + 3) * (i + 4)) * ((i % 5 + 1) * (i % 7 + 1) - (i % 3 + 1)) // (1 + (i & 3) + (i >> 5))
        t += note(i) + note(i + 1) * note(i + 2) - (note(3) if note(i % 2) else note(4)) ** note(2)
        a[note(i % 3)], a[note(1)] = note(5) + a[note(0)], note(6)
    return t


log = [0]
a = [1, 2, 3]
print(run(2000), log, a)
