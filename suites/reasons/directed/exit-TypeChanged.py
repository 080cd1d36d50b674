# checks: an item of another type than all before leaves native code, and is added as Python adds it
# native: required
# reaches: exit TypeChanged


def total_of(items):
    total = 0
    for item in items:
        total += item
    return total


class Added:
    def __radd__(self, other):
        return ("added to", other)


items = [1] * 300
print(total_of(items))
for strange in (0.5, -0.0, True, 1 << 70, 3j, Added(), "text", None):
    items[150] = strange
    try:
        print(total_of(items[:151]), total_of(items))
    except TypeError as error:
        print(error, error.__traceback__.tb_next.tb_lineno)
