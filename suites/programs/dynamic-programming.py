# checks: knapsack, longest common subsequence and coin change on lists
# native: required
def knapsack(weights, values, capacity):
    best = [0] * (capacity + 1)
    for w, v in zip(weights, values):
        for c in range(capacity, w - 1, -1):
            best[c] = max(best[c], best[c - w] + v)
    return best[capacity]


def common(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] == b[j]:
                table[i + 1][j + 1] = table[i][j] + 1
            else:
                table[i + 1][j + 1] = max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


def coins(kinds, amount):
    ways = [1] + [0] * amount
    for k in kinds:
        for total in range(k, amount + 1):
            ways[total] += ways[total - k]
    return ways[amount]


print(knapsack([k % 13 + 3 for k in range(40)], [k * 7 % 29 + 1 for k in range(40)], 200))
print(common([k * k % 7 for k in range(80)], [k * 3 % 7 for k in range(90)]), coins([1, 2, 5, 10, 20, 50, 100, 200], 1000))
print(coins(list(range(1, 200)), 1500))
