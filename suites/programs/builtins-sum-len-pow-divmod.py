# checks: sum, len, pow, divmod and range as builtins in a loop, with start values and float compensation
# native: required
def run(n):
    a = [0.1 * k for k in range(20)]
    b = list(range(-5, 15))
    t = 0.0
    c = 0
    for i in range(n):
        t += sum(a) + sum(b, 0.5)
        c += sum(b) + len(a) + len(range(i)) + pow(i, 2) + divmod(i, 7)[1]
        q, r = divmod(i - 1000, -7)
        c += q * r
        x, y = divmod(i * 0.5, 0.3)
        t += x - y
    return t, c


print(run(2000))
big = [1e16, 1.0, -1e16] * 300
small = 0.0
for x in big:
    small += x
print(sum(big), small, sum([0.1] * 10), sum([2**62] * 5), sum([True] * 7), sum([]))
t = 0
for k in range(200):
    t = sum([0.1] * k) - sum([k, 0.5, k])
print(repr(t))
