# checks: a[10] of three raises IndexError where CPython does, after the same work
# native: required
import traceback


def walk(a, last):
    total = 0
    for i in range(last):
        total += a[i]
        done[0] = i
    return total


done = [0]
long = [k for k in range(5000)]
print(walk(long, 5000))
try:
    walk([1, 2, 3], 11)
except IndexError:
    traceback.print_exc()
print(done)
try:
    walk(long, 5001)
except IndexError:
    traceback.print_exc()
print(done)
a = [1, 2, 3]
caught = 0
for _ in range(2000):
    try:
        a[10]
    except IndexError:
        caught += 1
    try:
        a[-4] = 1
    except IndexError:
        caught += 1
print(caught, a[-3])
