# checks: exit: signal SIGSEGV, result: int value (found by hand, beside stored-number-dropped-by-a-pin)
# native: required
# configuration: quick
# A number carried round a loop, whose object was left in a keep-alive cell that the next round used again.
import gc
def f(n):
    d = 1000
    c = 2000
    def kept():
        return c
    keep = []
    for i in range(n):
        t = [i]
        keep.append(d)
        d, c = (c, d)
        c += 1000
    return d, c, keep[-3:], len(t)
def h(n):
    d = 1000
    c = 2000
    def kept():
        return c
    for i in range(n):
        t = [i]
        if i % 50 == 49:
            print(d)
        d, c = (c, d)
        c += 1000
    return d, c
for k in range(4):
    print(f(300), h(200))
    gc.collect()
x = [object() for _ in range(1000)]
