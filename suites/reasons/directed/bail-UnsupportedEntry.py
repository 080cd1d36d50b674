# checks: a loop in the body of a class stays interpreted, and what it calls is compiled
# native: required
# reaches: bail UnsupportedEntry


def squares(n):
    total = 0
    for i in range(n):
        total += i * i
    return total


class Table:
    rows = []
    for i in range(200):
        rows.append(squares(i))
    last = i


print(sorted(name for name in vars(Table) if name[0] != "_"), Table.last, Table.rows[::40])
