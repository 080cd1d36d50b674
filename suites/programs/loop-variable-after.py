# checks: the loop variable and everything assigned in the loop after it ends, empties, breaks or never starts
# native: required
def after(n, stop):
    i = "none"
    for i in range(n):
        last = i * 0.5
        if i == stop:
            break
    return i, last if n else None


def deleted(n):
    for i in range(n):
        pass
    del i
    try:
        return i
    except UnboundLocalError as error:
        return str(error)


def reused(n):
    total = 0
    for i in range(n):
        for i in range(i % 3):
            total += i
        total += i
    return total, i


print(after(3000, -1), after(3000, 2000), after(0, 0), after(1, 5), deleted(2000), reused(3000))
