def f(n):
    s = 0
    for i in range(n, -1, -1):
        s = s + 100 // (i + 1)
        s = s + 100 // i
    return s


ERRORS = []
try:
    f(100)
except ZeroDivisionError as error:
    ERRORS.append(error)
