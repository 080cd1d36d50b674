# checks: a long body with many branches, each taken now and then
# native: required
def machine(program, steps):
    acc = 0
    x = 1
    pc = 0
    trail = 0
    for _ in range(steps):
        op = program[pc]
        if op == 0:
            acc += x
        elif op == 1:
            acc -= 3
        elif op == 2:
            acc = acc * 5 % 100003
        elif op == 3:
            x = x + 1 if x < 1000 else 1
        elif op == 4:
            acc ^= x
        elif op == 5:
            acc, x = x, acc % 1009
        elif op == 6:
            if acc % 2:
                pc = (pc + 3) % len(program)
                continue
        elif op == 7:
            acc = abs(acc - 500)
        elif op == 8:
            trail = (trail * 7 + acc) % 1000003
        else:
            acc = -acc // 2
        pc += 1
        if pc == len(program):
            pc = 0
    return acc, x, trail


print(machine([0, 3, 2, 6, 4, 8, 5, 1, 6, 7, 9, 8, 0, 3, 3, 2, 8, 6, 0], 5000))
