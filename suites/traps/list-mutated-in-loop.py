# checks: a loop that mutates the list it iterates: appends, deletes, clears, replaces a slice, reverses
# native: required
def append_while(limit):
    a = [0]
    for x in a:
        if len(a) < limit:
            a.append(x + 1)
    return len(a), a[-1], sum(a)


def pop_while(n):
    a = list(range(n))
    seen = []
    for x in a:
        seen.append(x)
        if x % 3 == 0:
            a.pop()
    return len(seen), len(a), seen[-1]


def clear_at(n, at):
    a = list(range(n))
    seen = 0
    for x in a:
        seen += 1
        if x == at:
            a.clear()
    return seen, a


def slice_at(n, at):
    a = list(range(n))
    total = 0
    for x in a:
        total += x
        if x == at:
            a[at + 1:] = [0.5, 1.5]
    return total, len(a)


def reverse_at(n):
    a = list(range(n))
    total = 0
    for i, x in enumerate(a):
        total += i * x
        if i == n // 2:
            a.reverse()
    return total


def delete_ahead(n):
    a = list(range(n))
    total = 0
    for x in a:
        total = total * 3 % 1000003 + x
        del a[0:1]
    return total, len(a)


def grow_then_end(n):
    a = [1] * 10
    it = iter(a)
    total = 0
    for x in it:
        total += x
        if total < n:
            a.append(1)
    a.append(1)
    for x in it:
        total += 1000
    return total


for f, args in [(append_while, (3000,)), (pop_while, (4000,)), (clear_at, (3000, 2000)), (slice_at, (3000, 1500)),
                (reverse_at, (3000,)), (delete_ahead, (3000,)), (grow_then_end, (2500,))]:
    print(f.__name__, f(*args), f(*args))
