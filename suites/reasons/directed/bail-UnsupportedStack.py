# checks: a loop over something that cannot be taken over from the interpreter stays interpreted
# native: optional
# reaches: bail UnsupportedStack


def length_of(items):
    total = 0
    for item in items:
        total += 1
    return total


print([length_of(items) for items in ("text" * 100, dict.fromkeys(range(300)), b"bytes" * 50)])
