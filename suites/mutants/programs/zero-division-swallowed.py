def f(n):
    s = 0
    for i in range(n, -1, -1):
        s = s + 100 // i
    return s


RESULTS = []
ERRORS = []
try:
    RESULTS.append(f(100))
except ZeroDivisionError as error:
    ERRORS.append(error)
