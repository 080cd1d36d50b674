# checks: more combinations of types than are compiled for one place: the interpreter goes on there
# native: required
# reaches: exit TooManyVersions


def combine(n, numbers):
    a = b = c = 0
    for i in range(n):
        if i % 3 == 0:
            a = numbers[i % 2]
        elif i % 5 == 0:
            b = numbers[i % 4]
        elif i % 7 == 0:
            c = numbers[i % 8 // 2]
        a = a + c
        c = c + b
    return a, b, c


print(combine(3000, (1, 0.5, 2, True)))
print(combine(3000, (1, 2.0, False, 3)))
