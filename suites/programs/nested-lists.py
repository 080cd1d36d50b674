# checks: lists of lists: read, store, swap of rows, ragged rows, a row that is another type
# native: required
def life(n, rounds):
    cells = [[(i * 7 + j * 3 + i * j) % 5 == 0 for j in range(n)] for i in range(n)]
    for _ in range(rounds):
        after = [[False] * n for _ in range(n)]
        for i in range(n):
            for j in range(n):
                count = 0
                for di in range(-1, 2):
                    row = cells[(i + di) % n]
                    for dj in range(-1, 2):
                        if di or dj:
                            count += row[(j + dj) % n]
                after[i][j] = count == 3 or count == 2 and cells[i][j]
        cells = after
    return sum(sum(r) for r in cells), cells[0][:6]


def ragged(n):
    rows = [[k] * (k % 7) for k in range(n)]
    total = 0
    for row in rows:
        for x in row:
            total += x
        rows[0], rows[1] = rows[1], rows[0]
    return total


def pascal(n):
    row = [1]
    for _ in range(n):
        nxt = [1]
        for k in range(len(row) - 1):
            nxt.append(row[k] + row[k + 1])
        nxt.append(1)
        row = nxt
    return row[n // 2], len(row)


print(life(16, 12), ragged(3000), pascal(80))
mixed = [[1, 2], (3, 4), [5.5, 6]] * 500
total = 0
for row in mixed:
    total += row[0] + row[1]
print(total)
