# checks: list index read and store, negative too, at every edge of the list, with int, bool and wide indices
# native: required
def read(a, n):
    s = 0
    for i in range(n):
        s += a[i % len(a)] - a[-1 - i % len(a)] * 2 + a[i % 2 == 0]
    return s


def store(n):
    a = [0] * 10
    for i in range(n):
        a[i % 10] = i
        a[-(i % 10) - 1] = i * 0.5
        a[True] = i
    return a


def edges(a, i, n):
    x = None
    for _ in range(n):
        x = a[i]
        a[i] = x
    return x


a = [k * k for k in range(50)]
print(read(a, 3000), read([x * 0.5 for x in a], 3000), store(3000))
for i in (0, 49, -1, -50, 50, -51, 2**31, 2**62, 2**63 - 1, -(2**63), 2**63, 2**70, True, 1.0, None):
    try:
        print(i, edges(a, i, 30))
    except (IndexError, TypeError) as error:
        print(i, type(error).__name__, error)


def bubble(n):
    a = [(i * 7919) % 1009 for i in range(n)]
    for i in range(n):
        for j in range(n - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a[:5], a[-5:]


print(bubble(150))
