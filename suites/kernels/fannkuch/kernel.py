"""Fannkuch: pancake flips of the first `n` permutations of eleven numbers; checksum and most flips, as one number."""
import sys

SIZE = 300_000
WIDTH = 11


def sized(scale):
    """The `n` of `run` whose work is about `scale` times the default's."""
    return max(1, round(SIZE * scale))


def count_flips(perm):
    flips = 0
    first = perm[0]
    while first != 0:
        low = 1
        high = first - 1
        while low < high:
            perm[low], perm[high] = perm[high], perm[low]
            low += 1
            high -= 1
        next_first = perm[first]
        perm[first] = first
        first = next_first
        flips += 1
    return flips


def run(n):
    start = [i for i in range(WIDTH)]
    counts = [0] * WIDTH
    perm = [0] * WIDTH
    most = 0
    checksum = 0
    for index in range(n):
        for i in range(WIDTH):
            perm[i] = start[i]
        flips = count_flips(perm)
        if flips > most:
            most = flips
        if index % 2 == 0:
            checksum += flips
        else:
            checksum -= flips
        r = 1
        while r < WIDTH:
            first = start[0]
            for i in range(r):
                start[i] = start[i + 1]
            start[r] = first
            counts[r] += 1
            if counts[r] <= r:
                break
            counts[r] = 0
            r += 1
    return checksum * 1000 + most


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
