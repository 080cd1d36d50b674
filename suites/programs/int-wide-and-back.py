# checks: an int that outgrows 64 bits in a loop and comes back, again and again
# native: required
def bounce(n):
    x = 1
    wide = 0
    for i in range(n):
        x = x * 3 + i
        if x > 2**80:
            wide += 1
            x = x % 1000003
    return x, wide


def swing(n):
    x = 2**63 - 10
    crossings = 0
    step = 1
    for i in range(n):
        before = x > 2**63 - 1
        x = x + step
        if before != (x > 2**63 - 1):
            crossings += 1
        if i % 40 == 39:
            step = -step
    return x, crossings


def power_sum(n):
    total = 0
    for i in range(n):
        total += (i * i * i * i * i) % 997 + (i << (i % 70)) - ((i << (i % 70)) - 1)
    return total


print(bounce(5000), swing(5000), power_sum(3000))
