def outer(n):
    count = 0

    def step():
        nonlocal count
        for i in range(n):
            count = count + 1

    step()
    return count


RESULTS = [outer(100)]
