# checks: lists that hold int and float subclasses, bools, None, strings and huge ints among numbers
# native: required
class MyInt(int):
    def __add__(self, other):
        return MyInt(int(self) + int(other) + 1)

    __radd__ = __add__


class MyFloat(float):
    def __mul__(self, other):
        return 42.0


def total(a):
    result = 0
    for x in a:
        result = result + x
    return result


def products(a):
    result = 0.0
    for x in a:
        result += x * 2.0
    return result


numbers = list(range(2000))
print(total(numbers))
print(total(numbers + [MyInt(5)] + numbers), type(total([1, MyInt(5)])).__name__)
print(total(numbers + [True, False, True]))
print(total(numbers + [10**30] + numbers))
print(total(numbers + [2.5] + numbers))
print(products([0.5] * 2000), products([0.5] * 2000 + [MyFloat(3.0)]), products([0.5] * 2000 + [3, True]))
for bad in (None, "text", [1], (2,), 1j):
    try:
        print(total(numbers + [bad]))
    except TypeError as error:
        print(error)
