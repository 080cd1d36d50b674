# checks: 21! does not fit in 64 bits: an int loop goes on exactly, and comes back to small ints
# native: required
def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def rising(n):
    seen = []
    for top in range(n):
        value = 1
        for i in range(1, top % 25 + 1):
            value *= i
        seen.append(value)
    return seen


for _ in range(200):
    factorial(10)
print(factorial(20), factorial(21), factorial(30))
values = rising(400)
print(values[20], values[21], values[24], values[399], sum(values))
