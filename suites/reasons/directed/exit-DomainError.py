# checks: arguments outside the domain of a function are left to the interpreter, which raises or goes on
# native: required
# reaches: exit DomainError
import math


def roots(items):
    total = 0.0
    for item in items:
        total += math.sqrt(item)
    return total


def powers(items):
    total = 0
    for item in items:
        total += 2**item
    return total


def shifts(items):
    total = 0
    for item in items:
        total += 1000 >> item
    return total


def whole(items):
    total = 0
    for item in items:
        total += int(item)
    return total


for function, plain, others in (
    (roots, 2.0, (-1.0, -0.0, math.inf, -math.inf, math.nan)),
    (powers, 3, (-1, 0, 62, 63, 64)),
    (shifts, 3, (-1, 63, 64, 1 << 70)),
    (whole, 2.5, (math.inf, math.nan, 1e30, -9.3e18)),
):
    print(function([plain] * 300))
    for other in others:
        try:
            print(function([plain] * 100 + [other] + [plain] * 5))
        except (ValueError, OverflowError) as error:
            print(repr(error), error.__traceback__.tb_next.tb_lineno)
