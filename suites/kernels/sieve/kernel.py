"""Sieve of Eratosthenes on a list of bools: how many primes are there up to `n`?"""
import sys

SIZE = 5_000_000


def sized(scale):
    """The `n` of `run` whose work is about `scale` times the default's."""
    return max(2, round(SIZE * scale))


def run(n):
    is_prime = [True] * (n + 1)
    is_prime[0] = False
    is_prime[1] = False
    i = 2
    while i * i <= n:
        if is_prime[i]:
            for j in range(i * i, n + 1, i):
                is_prime[j] = False
        i += 1
    count = 0
    for flag in is_prime:
        if flag:
            count += 1
    return count


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
