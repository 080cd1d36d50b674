# checks: float matrices read across their rows while rows, lengths, types and aliases change; errors and identities in such loops
# native: required
import sys


def matrix(n, m, seed):
    return [[(i * seed + j * 3) % 17 / 4.0 + 0.1 for j in range(m)] for i in range(n)]


def product(a, b, c, n):
    for i in range(n):
        row = a[i]
        out = c[i]
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += row[k] * b[k][j]
            out[j] = total


def column_sums(b, n, m, rounds):
    sums = []
    for r in range(rounds):
        for j in range(m):
            total = 0.0
            for k in range(n):
                total += b[k][j] * (k + 1)
        sums.append(total)
    return sums


def stores_float(b, n, m, rounds):
    total = 0.0
    for r in range(rounds):
        for j in range(m):
            for k in range(n):
                total += b[k][j] * (k + 1)
            b[r % n][j] = total / 1000.0
    return total


def stores_loaded(b, n, m, rounds):
    total = 0.0
    for r in range(rounds):
        for j in range(m):
            for k in range(n):
                total += b[k][j] * (k + 1)
        if r % 16 == 15:
            b[r % n][r % m] = b[(r + 1) % n][(r + 1) % m]
    return total


def replaces_rows(b, n, m, rounds, spare):
    total = 0.0
    for r in range(rounds):
        for j in range(m):
            for k in range(n):
                total += b[k][j] * (k + 1)
        b[r % n] = spare[r]
    return total


def swaps_rows(b, n, m, rounds):
    total = 0.0
    for r in range(rounds):
        for j in range(m):
            for k in range(n):
                total += b[k][j] * (k + 1)
        b[0], b[r % n] = b[r % n], b[0]
    return total


def swaps_items(b, n, m, rounds):
    total = 0.0
    for r in range(rounds):
        for j in range(m):
            for k in range(n):
                total += b[k][j] * (k + 1)
        if r % 16 == 15:
            row = b[r % n]
            row[0], row[r % m] = row[r % m], row[0]
    return total


def appends(b, n, m, rounds):
    total = 0.0
    for r in range(rounds):
        for j in range(m):
            for k in range(n):
                total += b[k][j] * (k + 1)
        b[r % n].append(0.5)
        if r == n - 1:
            m += 1
    return total


def stores_int(b, n, m, rounds):
    total = 0.0
    for r in range(rounds):
        for j in range(m):
            for k in range(n):
                total += b[k][j] * (k + 1)
        if r % 16 == 15:
            b[r % n][r % m] = r
        if r % 16 == 0 and r:
            b[(r - 1) % n][(r - 1) % m] = 0.25
    return total


def stores_to_two(b, c, n, m, rounds):
    total = 0.0
    for r in range(rounds):
        for j in range(m):
            for k in range(n):
                total += b[k][j] * (k + 1) - c[k][j]
            c[r % n][j] = total / 1000.0
    return total


def last_item(b, n, m):
    same = 0
    for r in range(20):
        for j in range(m):
            for k in range(n):
                x = b[k][j]
            if x is b[n - 1][j]:
                same += 1
    return same


def counting(b, n, m, step):
    total = 0.0
    count = 0
    for r in range(12):
        for j in range(m):
            for k in range(n):
                total += b[k][j]
                count += step
    return total, count


def diagonal(b, n, rounds):
    total = 0.0
    for r in range(rounds):
        for j in range(n):
            for k in range(n):
                total += b[k][k] - b[k][n - 1 - k] + b[n - 1 - k][j]
    return total


def from_the_end(b, n, m):
    total = 0.0
    for r in range(8):
        for j in range(-m, 0):
            for k in range(n):
                total += b[k][j] * 0.5
    return total


def too_far(b, n, m, rows, columns):
    at = None
    try:
        for r in range(8):
            for j in range(m + columns * (r == 7)):
                total = 0.0
                for k in range(n + rows * (r == 7)):
                    total += b[k][j]
                at = r, j, k, total
    except IndexError as error:
        return at, r, j, k, total, str(error)
    return at


def found(b, n, m, wanted):
    for r in range(8):
        for j in range(m):
            for k in range(n):
                if b[k][j] == wanted:
                    return r, j, k


def counter_kept(b, m, ends):
    k = 10**9 + 7
    before = k
    same = 0
    for r in range(40):
        for j in range(m):
            for k in range(ends[r % len(ends)]):
                if b[k][j] < 0.0:
                    same += 100
            if k is before:
                same += 1
    return same


def total_of(rows):
    return sum(sum(row) for row in rows)


def main():
    n = 24
    for name in ("apart", "square", "in place", "left in place"):
        a, b = matrix(n, n, 5), matrix(n, n, 11)
        b = a if name == "square" else b
        c = {"in place": b, "left in place": a}.get(name) or [[0.0] * n for _ in range(n)]
        for _ in range(6):
            product(a, b, c, n)
            for row in c:
                for j in range(n):
                    row[j] = row[j] % 5.0
        print(name, total_of(a), total_of(b), total_of(c))
    for change in (column_sums, stores_float, stores_loaded, swaps_rows, swaps_items, appends, stores_int):
        b = matrix(15, 9, 7)
        print(change.__name__, change(b, 15, 9, 300), [len(row) for row in b], total_of(b))
        b = matrix(15, 9, 7)
        b[3] = b[4]
        print(change.__name__, "twice", change(b, 15, 9, 300), total_of(b))
        b = matrix(15, 9, 7)
        b[14][8] = 3
        print(change.__name__, "int", change(b, 15, 9, 300), total_of(b))
    b = matrix(15, 9, 7)
    print("replaces_rows", replaces_rows(b, 15, 9, 300, matrix(300, 9, 13)), total_of(b))
    b, c = matrix(15, 9, 7), matrix(15, 9, 5)
    print("two", stores_to_two(b, c, 15, 9, 300), total_of(c))
    print("one", stores_to_two(b, b, 15, 9, 300), total_of(b))
    b = matrix(15, 9, 7)
    b[6].pop()
    try:
        column_sums(b, 15, 9, 14)
    except IndexError as error:
        print("ragged", error)
    b = matrix(15, 9, 7)
    before = [sys.getrefcount(x) for row in b for x in row]
    print(last_item(b, 15, 9), before == [sys.getrefcount(x) for row in b for x in row])
    print(counting(b, 15, 9, 1), counting(b, 15, 9, 2**55))
    print(diagonal(matrix(20, 20, 3), 20, 6), from_the_end(b, 15, 9))
    print(too_far(b, 15, 9, 1, 0), too_far(b, 15, 9, 0, 1), too_far(b, 15, 9, 0, 0))
    b[11][7] = float("nan")
    print(found(b, 15, 9, b[14][8]), found(b, 15, 9, b[11][7]), counting(b, 15, 9, 1))
    print(counter_kept(matrix(15, 9, 7), 9, [15, 0, 3, 15]), counter_kept(matrix(15, 9, 7), 9, [0]))


main()
