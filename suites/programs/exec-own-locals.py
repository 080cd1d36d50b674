# checks: module-level loops run by exec() with one dict, with two, and in a class body; names end up where Python puts them
# native: required
source = "total = 0\nfor i in range(4000):\n    total += i * 2\n"
code = compile(source, "inner.py", "exec")
one = {}
exec(code, one)
print(one["total"], one["i"])
names, own = {}, {}
exec(code, names, own)
print(own["total"], own["i"], "total" in names)
total = -1
exec(code, {}, own)
print(total, own["total"])


class Body:
    total = 0
    for i in range(4000):
        total += i


print(Body.total, Body.i, total)
exec(code)
print(total)
