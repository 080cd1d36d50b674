# checks: a division by zero in a native loop raises in its own line, with the message of its operator
# native: required
# reaches: exit DivisionByZero


def divide(items, by):
    total = 0
    for item in items:
        total += item // by
        total += item % by
        total += item / by
    return total


def fail(items, by):
    try:
        return divide(items, by)
    except ZeroDivisionError as error:
        return str(error), error.__traceback__.tb_next.tb_lineno


def reciprocals(items):
    total = 0.0
    for item in items:
        total += 1.0 / item
    return total


items = list(range(200))
print([fail(items, by) for by in (7, 0, -2, 0.5, 0.0, -0.0, False)])
for bad in (0.0, -0.0, 0, 2.0):
    try:
        print(reciprocals([0.5] * 200 + [bad] + [0.25] * 10))
    except ZeroDivisionError as error:
        print(error, error.__traceback__.tb_next.tb_lineno)
