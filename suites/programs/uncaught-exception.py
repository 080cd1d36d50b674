# checks: an uncaught exception in a hot loop: traceback on stderr, exit code 1, output before it flushed
# native: required
def inner(a, i):
    return a[i] * 2


def outer(a, n):
    total = 0
    for i in range(n):
        total += inner(a, i)
    return total


values = list(range(2500))
print(outer(values, 2500))
print(outer(values, 2501))
