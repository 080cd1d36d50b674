def f(values, n):
    s = 0
    for i in range(n):
        s = s + values[i]
    return s


RESULTS = []
ERRORS = []
try:
    RESULTS.append(f([7] * 100, 101))
except IndexError as error:
    ERRORS.append(error)
