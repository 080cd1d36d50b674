# checks: native recursion stops at the recursion limit, where CPython raises RecursionError
# native: required
# reaches: exit RecursionLimit
import sys


def depth_sum(n):
    if n < 1:
        return n
    return n + depth_sum(n - 1) % 1000


for _ in range(200):
    depth_sum(30)
for limit in (150, 400):
    sys.setrecursionlimit(limit)
    for n in (100, limit - 4, limit - 3, limit - 2, limit - 1, limit, limit + 1, 2 * limit):
        try:
            print(limit, n, depth_sum(n))
        except RecursionError as error:
            print(limit, n, error)
