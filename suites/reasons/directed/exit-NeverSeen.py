# checks: a branch that no recording took is taken rightly the first time, and once it is compiled in
# native: required
# reaches: exit NeverSeen


def branches(n, rare):
    low = high = 0
    for i in range(n):
        if i % rare == rare - 1:
            high += i
        elif i < 0:
            low = -1
        else:
            low += i
    return low, high


print(branches(300, 1000))
for rare in (299, 150, 40, 7, 2, 1):
    print(branches(900, rare))
