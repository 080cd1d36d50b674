# checks: while and for with else, break and continue in each, nested
# native: required
def primes(n):
    count = 0
    largest = 0
    for k in range(2, n):
        for d in range(2, k):
            if d * d > k:
                count += 1
                largest = k
                break
            if k % d == 0:
                break
        else:
            count += 1000
    return count, largest


def digits(n):
    total = 0
    for i in range(n):
        k = i
        while k:
            if k % 10 == 7:
                break
            if k % 10 == 3:
                k //= 10
                continue
            total += k % 10
            k //= 10
        else:
            total += 10000
    return total


def loop_and_a_half(n):
    i = total = 0
    while True:
        i += 1
        if i % 2:
            continue
        total += i
        if i >= n:
            break
    else:
        total = -1
    return total


def empty(n):
    hits = 0
    for i in range(n):
        for _ in range(i % 2 - 1):
            hits += 1000
        else:
            hits += 1
        while False:
            hits += 1000
        else:
            hits += 2
    return hits


print(primes(1000), digits(3000), loop_and_a_half(5000), empty(2000))
