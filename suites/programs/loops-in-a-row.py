# checks: counted loops in a row inside a loop: each has its chunks, entered from the end of the one before
# native: required
def f(n):
    t = 0
    for k in range(n):
        for i in range(7):
            t += i
        for j in range(9):
            t -= j * 2
        for m in range(5):
            t ^= m
    return t
print(f(3000))
