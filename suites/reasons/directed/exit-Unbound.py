# checks: reading a variable that has no value is left to the interpreter, which raises
# native: required
# reaches: exit Unbound


def late(n, step):
    total = missing = 0
    x = 1
    for i in range(n):
        if i % step == 1:
            del x
        try:
            total += x
        except UnboundLocalError as error:
            missing += error.__traceback__.tb_lineno
            x = i
    return total, missing


def shared(n, step):
    total = missing = 0
    x = 1

    def drop():
        nonlocal x
        del x

    for i in range(n):
        if i % step == 1:
            drop()
        try:
            total += x
        except NameError as error:
            missing += error.__traceback__.tb_lineno
            x = i
    return total, missing


for function in (late, shared):
    print([function(400, step) for step in (7, 2, 100)])
