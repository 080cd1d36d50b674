# checks: compiler: InternalError (found by tracejit fuzz --mutants, with the right engine)
# native: optional
# configuration: quick
RESULTS = []


def turn_up(n):
    return n + 1


def turn_over(n):
    return -n


def set_turn(function):
    global turn
    turn = function


def f(n):
    total = 0
    for i in range(n):
        total += turn(i)
        if i == 38:
            set_turn(turn_over)
    return total


def main():
    RESULTS.clear()
    for _ in range(3):
        set_turn(turn_up)
        RESULTS.append(f(172))


main()
print(RESULTS)
