# checks: after the last round the interpreter goes on behind the loop, or returns from inside it
# native: required
# reaches: exit Finished


def ends(n):
    total = 0
    for i in range(n):
        total += i
    return total, i


def returns(n, wanted):
    i = 0
    while True:
        if i * i > wanted:
            return i
        i += 1
        if i == n:
            break
    return -i


print([ends(n) for n in (500, 1, 2, 77)])
print([returns(1000, wanted) for wanted in (900, 100, 250000, 2000000, 0)])
