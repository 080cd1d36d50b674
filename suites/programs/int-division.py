# checks: // and % and divmod of ints of both signs, incl. the one quotient that does not fit: -2**63 // -1
# native: required
def both(a, b, n):
    q = r = 0
    for _ in range(n):
        q = a // b
        r = a % b
    return q, r, divmod(a, b)


VALUES = [1, -1, 2, -2, 3, -3, 7, -7, 10, -10, 2**31, -(2**31), 2**62, -(2**62), 2**63 - 1, -(2**63), 2**64 + 1, -(2**70)]
for a in VALUES + [0]:
    for b in VALUES:
        result = both(a, b, 25)
        assert result[0] * b + result[1] == a
        print(*result)


def clock(n):
    h = m = 0
    for i in range(-n, n):
        q, r = divmod(i, 60)
        h += q
        m = (m + r) % 7 - i // -11
    return h, m


def constants(n):
    t = 0
    for i in range(-n, n):
        t += i // 2 + i % 2 + i // -3 + i % -3 + i // 8 * 5 + i % 16
    return t


print(clock(3000), constants(3000))
for zero in (0, False):
    try:
        both(5, zero, 30)
    except ZeroDivisionError as error:
        print(error)
