# checks: every augmented assignment, on locals, list elements and globals, with the operand evaluated once
# native: required
counter = 0


def index(i):
    global counter
    counter += 1
    return i % 4


def run(n):
    x, f = 1, 1.0
    a = [1, 2, 3, 4]
    for i in range(1, n):
        x += i
        x -= 3
        x *= 3
        x //= 2
        x %= 1000003
        x <<= 2
        x >>= 1
        x |= 1
        x &= 0xFFFFF
        x ^= i
        x **= 1
        f += x
        f /= 3
        f -= 0.5
        f *= 1.25
        f //= 1
        f %= 1e9
        a[index(i)] += i
        a[i % 4] -= x % 5
        a[-1] *= -1
    return x, f, a


print(run(3000), counter)


def aliases(n):
    a = b = [0]
    x = y = 0
    for i in range(n):
        a += [i]
        x += i
    return len(b), y, a is b, x


print(aliases(1000))
