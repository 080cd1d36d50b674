# checks: globals read and written in hot loops, changed by a callee, deleted, shadowing a builtin
# native: required
total = 0
rate = 2
table = [1, 2, 3]


def accumulate(n):
    global total
    for i in range(n):
        total += i * rate
    return total


def change(i):
    global rate
    if i % 500 == 499:
        rate += 1 if i % 1000 == 499 else 0.5


def changed_by_callee(n):
    s = 0
    for i in range(n):
        s += rate
        change(i)
    return s


def sees_its_own(n):
    global total
    total = 0
    for i in range(n):
        total = total + 1
        if get_total() != i + 1:
            return "stale", i
    return total


def get_total():
    return total


def uses_len(n):
    s = 0
    for i in range(n):
        s += len(table)
        if i == n // 2:
            globals()["len"] = lambda x: 1000
    del globals()["len"]
    return s + len(table)


def deleted(n):
    global rate
    s = 0
    for i in range(n):
        if i == n - 5:
            del rate
        s += rate
    return s


print(accumulate(3000), accumulate(3000), changed_by_callee(2500), sees_its_own(2000), uses_len(1000))
rate = 0.25
print(accumulate(1000))
rate = 2**62
print(accumulate(1000))
try:
    deleted(1000)
except NameError as error:
    print(error)
