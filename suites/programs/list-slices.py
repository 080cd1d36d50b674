# checks: slice reads with every kind of bound, copies that are not aliases, slice stores
# native: required
def windows(a, n):
    s = 0
    for i in range(n):
        w = a[i % 40:i % 40 + 5]
        s += w[0] + len(w)
        s += len(a[:i % 60]) + len(a[i % 60:]) + len(a[-(i % 60):]) + len(a[::2]) + sum(a[::-7])
    return s


def copies(n):
    a = [1, 2, 3]
    t = 0
    for i in range(n):
        b = a[:]
        b[0] = i
        t += a[0] + b[0] + (a is b)
    return t


def stores(n):
    a = list(range(10))
    for i in range(n):
        a[2:4] = [i, i * 0.5]
        a[8:] = []
        a += [i, i]
    return a


a = list(range(50))
print(windows(a, 2000), copies(2000), stores(2000))
for bounds in [(None, None), (0, 100), (-100, 3), (5, 2), (-3, None), (2**70, None), (None, -(2**70)), (True, 3)]:
    r = None
    for _ in range(30):
        r = a[bounds[0]:bounds[1]]
    print(bounds, r[:3], len(r))
