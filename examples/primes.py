"""Counts primes with a sieve, and finds the longest Collatz walk: lists of bools, and integers that grow."""


def sieve(limit):
    """flags[n] tells whether n is prime, for n <= limit."""
    flags = [True] * (limit + 1)
    flags[0] = flags[1] = False
    n = 2
    while n * n <= limit:
        if flags[n]:
            for multiple in range(n * n, limit + 1, n):
                flags[multiple] = False
        n += 1
    return flags


def collatz_length(n):
    """Steps from n down to 1."""
    length = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        length += 1
    return length


def main():
    flags = sieve(2_000_000)
    count = total = 0
    for n, is_prime in enumerate(flags):
        if is_prime:
            count += 1
            total += n
    print(count, "primes up to", len(flags) - 1, "with sum", total)

    best = longest = 0
    for start in range(1, 100_000):
        length = collatz_length(start)
        if length > longest:
            best, longest = start, length
    print("longest Collatz walk below 100000 starts at", best, "and takes", longest, "steps")


main()
