# checks: compiler: InternalError (found by tracejit fuzz)
# native: optional
# configuration: quick
# blame: region 1; no single pass: lifting, code generation or the runtime
# replay: tracejit fuzz --seed 31 --first 1432 --runs 1 --all-configurations

def h3():
    yield 0
for i in range(75):
    o1 = h3()
