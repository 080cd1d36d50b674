# checks: exit: signal SIGSEGV, result: float value (found by hand, beside suites/traps/no-leak-recursive.py)
# native: required
# configuration: quick
# An item of a new list or tuple that only the operand stack named any more: the new object took the item's keep-alive cell.
RESULTS = []


def put(b, v):
    b[0] = v
    return v


def lists(n):
    a = [k * 1000003 + 0.25 for k in range(n)]
    b = [None]
    out = []
    for i in range(n):
        x = a[i]
        y = x * 2.0
        a[i] = None
        out.append([x, put(b, y), (x := i)])
    return out


def tuples(n):
    a = [k * 1000003 + 0.25 for k in range(n)]
    b = [None]
    out = []
    for i in range(n):
        x = a[i]
        y = x * 2.0
        a[i] = None
        out.append((x, put(b, y), (x := i)))
    return out


for _ in range(3):
    RESULTS.append(lists(300))
    RESULTS.append(tuples(300))
