# checks: an operation the compiler does not know is done by the interpreter, the rest of the loop natively
# native: required
# reaches: exit NotCompiled


def mixed(n):
    total = 0
    seen = {}
    for i in range(n):
        total += i * 3
        if i % 50 == 0:
            seen[i] = str(total)
    return total, seen


print(mixed(1000))
