# checks: int with float, bool with int, bool with float in one loop: value and type of every result
# native: required
def mixed(n):
    i_sum = 0
    f_sum = 0.0
    for i in range(n):
        flag = i % 3 == 0
        f_sum += i * 0.5 + flag - 2**60 * 1.0 + 2**60
        i_sum += flag + flag * i - (not flag)
        f_sum = f_sum * 1 + (-flag)
    return i_sum, f_sum, type(flag + 0).__name__, type(flag + 0.0).__name__, type(-flag).__name__, type(+flag).__name__


def huge(n):
    x = 0.0
    for i in range(n):
        x = x + (2**62 + i) - 2**62
    return x


def exact(n):
    t = 0
    for i in range(n):
        if float(2**53 + i) == 2**53 + i:
            t += 1
    return t


print(mixed(3000), huge(3000), exact(3000))
try:
    for k in range(100):
        x = 1.5 + 10 ** (k * 5)
except OverflowError as error:
    print(k, error)
