def main():
    rows = [[0] for _ in range(8)]
    for i in range(200):
        rows[i & 7] = [i]


main()
