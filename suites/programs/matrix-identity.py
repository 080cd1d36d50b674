# checks: which objects the variables of a loop over a column hold when it is left, at its end or in its midst
# native: required
def columns(b, n, m, first):
    kept = []
    total = x = first
    k = 10**12
    for j in range(m):
        for k in range(n):
            x = b[k][j]
            total += x
        kept.append(x)
    return kept, total, k


def until_error(b, n, m):
    x = total = 0.5
    k = before = 10**12
    try:
        for j in range(m):
            for k in range(n):
                total += b[k][j]
                x = b[k][j]
    except (IndexError, TypeError) as error:
        return j, k, k is before, x is b[max(k - 1, 0)][min(j, m - 2)], total, str(error)
    return x is b[n - 1][m - 1], k is before, total


def main():
    n, m = 20, 9
    b = [[i * 1.5 - j * 0.25 for j in range(m)] for i in range(n)]
    first = 0.125
    for _ in range(40):
        kept, total, k = columns(b, n, m, first)
        print(all(x is y for x, y in zip(kept, b[-1])), total, k)
        print(until_error(b, n, m), until_error(b, n + 1, m), until_error(b, n, m + 1), until_error(b, 0, m))
    kept, total, k = columns(b, 0, m, first)
    print(all(x is first for x in kept), total is first, k)
    b[7][5] = "x"
    print(until_error(b, n, m))


main()
