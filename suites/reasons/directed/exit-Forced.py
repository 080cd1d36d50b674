# checks: a place that is made to exit each time it is reached leaves the loop's result as it is
# native: required
# reaches: exit Forced
# knobs: TRACEJIT_FORCE_EXIT=6


def total_of(items):
    total = 0
    for item in items:
        total += item * item % 7
    return total


print([total_of(list(range(n))) for n in (300, 1, 50)])
