# checks: a loop in which every round meets an operation that is not compiled stays interpreted
# native: optional
# reaches: bail AlwaysExits


def words(n):
    counts = {}
    for i in range(n):
        counts[i % 7] = counts.get(i % 7, "") + "x"
    return counts


print(words(300))
