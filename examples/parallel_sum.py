"""Loops on all cores: the sum of a list, and a count of primes. Run it by `tracejit run`, or interpreted: the same comes out."""

from tracejit import jit, prange


@jit(parallel=True)
def parallel_sum(arr: list[int]) -> int:
    # Automatically parallelized across CPU cores
    total = 0
    for x in arr:
        total += x
    return total


@jit(parallel=True)
def sum_by_index(arr: list[int]) -> int:
    total = 0
    for i in prange(len(arr)):
        total += arr[i]
    return total


@jit
def count_primes(limit: int) -> int:
    """Primes below the limit. The rows of prange may be done in any order; each has its own divisor."""
    count = 0
    for n in prange(2, limit):
        divisor = 2
        while divisor * divisor <= n and n % divisor != 0:
            divisor += 1
        if divisor * divisor > n:
            count += 1
    return count


def main():
    numbers = list(range(-1000, 2_000_000))
    for _ in range(3):
        print("sum of", len(numbers), "ints:", parallel_sum(numbers), "and by index", sum_by_index(numbers))
    numbers[7] = 2**70
    print("with one beyond 64 bits:", parallel_sum(numbers), "and by index", sum_by_index(numbers))
    for limit in (1_000, 60_000, 120_000):
        print("primes below", limit, "are", count_primes(limit))


main()
