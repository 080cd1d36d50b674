# checks: unpacking a list or tuple of another length than all before raises as Python does
# native: required
# reaches: exit ModifiedLength


def total_of(pairs):
    total = 0
    for pair in pairs:
        a, b = pair
        total += a * b
    return total


for make in (list, tuple):
    pairs = [make((i, i + 1)) for i in range(300)]
    print(total_of(pairs))
    for odd in ((), (1,), (1, 2, 3)):
        pairs[200] = make(odd)
        try:
            print(total_of(pairs))
        except ValueError as error:
            print(error, error.__traceback__.tb_next.tb_lineno)
