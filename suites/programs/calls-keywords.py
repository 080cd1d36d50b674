# checks: keyword, default, keyword-only, positional-only and star arguments in a hot loop; defaults are one object
# native: required
def defaults(a, b=2, c=0.5, *, d=10):
    return a * b + c - d


def simple(a, b=2, c=0.5):
    return a * b - c


def positional(a, b, /, c=1):
    return a - b * c


def star(*args):
    return len(args) + args[0]


def keywords(**kw):
    return kw["x"] + len(kw)


def mutable(x, seen=[0]):
    seen[0] += x
    return seen[0]


def none_default(x, y=None):
    if y is None:
        y = x * 2
    return x + y


def common(n):
    t = 0
    for i in range(n):
        t += none_default(i) + none_default(i, 1) + none_default(y=i, x=0.5) + simple(i) + simple(i, c=2) + simple(c=i, b=1, a=0)
    return t


def run(n):
    t = 0
    for i in range(n):
        t += defaults(i) + defaults(i, 3) + defaults(i, c=1) + defaults(b=i, a=2, d=i % 5) + defaults(i, 1, 2.5, d=0)
        t += positional(i, 2) + positional(i, 2, c=3) + positional(i, 1, 2)
        t += none_default(i) + none_default(i, 1) + none_default(y=i, x=0.5)
    return t


def unusual(n):
    t = 0
    for i in range(n):
        t += star(i, 1, 2) + keywords(x=i, y=2) + star(*[i, i]) + defaults(*(i, 2), **{"d": 1}) + mutable(i)
    return t


print(common(2000), run(2000), unusual(500))
simple.__defaults__ = (3, 1.5)
none_default.__defaults__ = (7,)
print(common(2000))
defaults.__defaults__ = (3, 1.5)
print(run(2000))
defaults.__kwdefaults__ = {"d": -1}
print(run(2000))
for bad in (lambda: defaults(), lambda: defaults(1, 2, 3, 4), lambda: defaults(1, e=5), lambda: positional(a=1, b=2)):
    try:
        bad()
    except TypeError as error:
        print(error)
