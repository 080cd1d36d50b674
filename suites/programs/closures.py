# checks: closures: reading and writing nonlocals in hot loops, cells shared by two functions, late binding
# native: required
def counter():
    count = 0

    def step(k):
        nonlocal count
        count += k
        return count

    def value():
        return count

    return step, value


def run(n):
    step, value = counter()
    other, _ = counter()
    t = 0
    for i in range(n):
        step(i)
        t += value() % 7
        other(0.5)
    return t, value(), other(0)


def inner_loop(n):
    total = 0
    scale = 3

    def work():
        nonlocal total
        for i in range(n):
            total += i * scale

    work()
    scale = 0.5
    work()
    return total


def cell_in_own_loop(n):
    x = 0
    get = lambda: x
    t = 0
    for i in range(n):
        x += i
        t += get() % 3
    return x, t


def late(n):
    functions = [lambda: i for i in range(3)]
    t = 0
    for k in range(n):
        t += functions[k % 3]()
    return t


def unbound(n):
    def peek():
        return y

    t = 0
    for i in range(n):
        if i == n - 1:
            try:
                peek()
            except NameError as error:
                print(error)
        t += i
    y = 1
    return t + peek()


print(run(2000), inner_loop(2000), cell_in_own_loop(2000), late(1000), unbound(1000))
