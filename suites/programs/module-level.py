# checks: hot loops at module level: the variables are dict entries, and every function sees them at once
# native: required
total = 0
for i in range(3000):
    total += i
print(total, i)

x = 1.5
k = 0
while k < 3000:
    x = x * 1.0001 + k
    k += 1
print(repr(x), k)


def look():
    return total, j


seen = 0
total = 0
for j in range(2000):
    total += j
    if j % 500 == 0:
        print(look())
        seen += 1
print(seen, total)

grid = []
for a in range(50):
    for b in range(50):
        if (a * b) % 7 == 3:
            continue
        if a + b > 90:
            break
        grid.append(a * 50 + b)
    else:
        grid.append(-a)
print(len(grid), sum(grid), a, b)

first, second = 0, 1
for _ in range(200):
    first, second = second, first + second
print(first)
print([name for name in globals() if not name.startswith("__")])
