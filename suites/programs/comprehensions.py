# checks: list comprehensions: with conditions, nested, over zip and range, their variable stays inside
# native: required
def run(n):
    i = "kept"
    a = [i * 2 for i in range(n)]
    b = [x * 0.5 for x in a if x % 3 == 0]
    c = [x + y for x, y in zip(a, b)]
    d = [x * y for x in range(60) for y in range(x) if (x + y) % 2]
    e = [[r * k for r in range(5)] for k in range(200)]
    f = [x if x % 2 else -x for x in a]
    g = [v for row in e for v in row]
    return i, len(a), sum(b), sum(c), sum(d), e[-1], sum(f), sum(g)


def closure(n, k):
    return sum([x * k for x in range(n)])


print(run(3000))
for k in range(100):
    r = closure(50, k)
print(r, closure(3000, 0.5), closure(3000, 2**62))
module_level = [q * q % 17 for q in range(5000)]
print(sum(module_level), "q" in globals())
try:
    [10 // (5 - z) for z in range(100)]
except ZeroDivisionError as error:
    print(error, error.__traceback__.tb_lineno)
