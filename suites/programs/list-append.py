# checks: append of ints, floats and mixtures, growth over many reallocations, pop, extend, len in the loop
# native: required
def squares(n):
    a = []
    for i in range(n):
        a.append(i * i)
    return a


def mixture(n):
    a = []
    for i in range(n):
        if i % 3 == 0:
            a.append(i)
        elif i % 3 == 1:
            a.append(i * 0.5)
        else:
            a.append(None)
    return a


def stack(n):
    a = []
    total = 0
    for i in range(n):
        a.append(i)
        if len(a) > 10:
            total += a.pop() + a.pop()
        total += len(a)
    return total, a


def appended_twice(n):
    a = []
    b = a
    for i in range(n):
        a.append(1)
        b.append(2.5)
    return len(a), a is b, sum(a)


s = squares(5000)
print(len(s), s[:5], s[-1], sum(s))
m = mixture(3000)
print(len(m), m[:6], m[-3:])
print(stack(3000), appended_twice(2000))
push = [].append
for i in range(2000):
    push(i)
print(push.__self__[-1])
