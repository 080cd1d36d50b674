# checks: a global function that is another one by the time its loop is installed: the new one is called
# native: optional
# reaches: bail BindingFailed


def first(x):
    return x + 1


def second(x):
    return x * 100


def run(n, change_at):
    total = 0
    for i in range(n):
        if i < 60:
            total += step(i)
        if i == change_at:
            globals()["step"] = second
    return total


step = first
print(run(2000, 70), step is second)
print([run(n, -1) for n in (40, 1000, 3)])
