def up(n):
    return n + 1


def over(n):
    return 3 - n


turn = up


def f(n):
    s = 0
    for i in range(n):
        s = s + turn(i)
    return s


RESULTS = [f(200)]
turn = over
RESULTS.append(f(200))
