# checks: an unbound local raises UnboundLocalError in the iteration in which it is unbound
# native: required
import traceback


def late(n, missing_at):
    total = 0
    for i in range(n):
        if i == 0:
            x = 1
        if i == missing_at:
            del x
        total += x
        count[0] += 1
    return total


count = [0]
print(late(3000, -1))
for at in (0, 1, 1500, 2999):
    try:
        late(3000, at)
    except UnboundLocalError:
        traceback.print_exc()
    print(count)


def never(flag):
    for i in range(1000):
        if flag and i > 900:
            y = i
    return y


print(never(True))
try:
    never(False)
except UnboundLocalError:
    traceback.print_exc()
