"""Product of two n by n matrices held as lists of lists of floats: sum of the product's elements, signs alternating."""
import sys

SIZE = 210


def sized(scale):
    """The `n` of `run` whose work is `scale` times the default's."""
    return max(2, round(SIZE * scale ** (1 / 3)))


def matrix(n, seed):
    rows = []
    for i in range(n):
        row = []
        for j in range(n):
            row.append((i * seed + j * 3) % 17 / 4.0)
        rows.append(row)
    return rows


def product(a, b, n):
    c = [[0.0] * n for _ in range(n)]
    for i in range(n):
        row = a[i]
        out = c[i]
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += row[k] * b[k][j]
            out[j] = total
    return c


def run(n):
    c = product(matrix(n, 5), matrix(n, 11), n)
    result = 0.0
    sign = 1.0
    for row in c:
        for value in row:
            result += sign * value
            sign = -sign
    return result


def main():
    scale = 1.0
    if len(sys.argv) == 3 and sys.argv[1] == "--scale":
        scale = float(sys.argv[2])
    print(run(sized(scale)))


if __name__ == "__main__":
    main()
