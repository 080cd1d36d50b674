"""Marsaglia's xorshift generator on 32 bits: shifts, masks and exclusive ors."""
import sys

SIZE = 3_000_000


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(1, round(SIZE * scale))


def run(n):
    x = 2463534242
    for _ in range(n):
        x ^= (x << 13) & 0xFFFFFFFF
        x ^= x >> 17
        x ^= (x << 5) & 0xFFFFFFFF
    return x


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
