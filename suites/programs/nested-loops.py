# checks: loops three deep, with inner trip counts from 0 up, variables carried over all levels
# native: required
def triangle(n):
    s = 0
    for i in range(n):
        for j in range(i):
            for k in range(j % 4):
                s += i ^ j ^ k
            else:
                s += 1
        s -= j if i else 0
    return s, i, j, k


def while_in_for(n):
    steps = 0
    x = 27
    for i in range(n):
        while x != 1 and steps % 500 != 499:
            x = x // 2 if x % 2 == 0 else 3 * x + 1
            steps += 1
        x = i + 2
        steps += 1
    return steps, x


def break_out(n):
    found = None
    tried = 0
    for a in range(1, n):
        for b in range(a, n):
            c2 = a * a + b * b
            c = int(c2**0.5)
            tried += 1
            if c * c == c2 and a + b + c == 1000:
                found = a, b, c
                break
        if found:
            break
    return found, tried


def sum_of_sums(n):
    t = 0.0
    for i in range(n):
        row = 0.0
        for j in range(3):
            row += i * 0.1 + j
        t += row
    return t


print(triangle(120), while_in_for(300), break_out(500), sum_of_sums(3000))
