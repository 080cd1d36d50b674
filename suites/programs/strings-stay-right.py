# checks: strings, dicts and sets in hot loops next to numbers: right, compiled or not
# native: optional
def words(n):
    text = ""
    counts = {}
    seen = set()
    for i in range(n):
        key = i % 7
        counts[key] = counts.get(key, 0) + i
        seen.add(i * i % 31)
        if i % 100 == 0:
            text += chr(97 + i // 100 % 26)
    return text, counts, sorted(seen)


def digits(n):
    total = 0
    for i in range(n):
        for c in str(i):
            total += int(c)
    return total


print(*words(3000), digits(1000))
