# checks: an index outside a list, read or written, raises in its own line; negative ones count from the end
# native: required
# reaches: exit IndexOutOfRange


def read(items, n):
    total = 0
    for i in range(n):
        total += items[i]
        total += items[-1 - i]
    return total


def write(items, n):
    for i in range(n):
        items[i] = i * i
    return items


items = list(range(100))
print(read(items, 100), write([0] * 100, 100)[-1])
for n in (99, 101, 500):
    for function in (read, write):
        target = list(items)
        try:
            print(function(target, n) == target)
        except IndexError as error:
            print(error, error.__traceback__.tb_next.tb_lineno, sum(target))
