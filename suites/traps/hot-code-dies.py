# checks: hot code made by exec() dies with its functions, closures, constants and module, as it does without the JIT
# native: required
import gc
import sys
import weakref

SOURCE = """
def add(a, b=0.5):
    return a + b

def hot(n):
    total = 0
    for i in range(n):
        total += add(i, K) + add(i)
    return total

def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)

def outer(scale):
    def depth(n):
        return 0 if n < 1 else scale + depth(n - 1)
    total = 0
    for i in range(60):
        total += depth(5)
    return total

K = 3
result = hot(100), [factorial(9) for _ in range(60)][-1], outer(1), outer(2)
for k in range(60):
    K = K + k
"""


class Mark:
    pass


def run(number):
    namespace = {"mark": Mark()}
    exec(compile(SOURCE, f"<{number}>", "exec"), namespace)
    functions = [namespace[name] for name in ("add", "hot", "factorial", "outer")]
    things = functions + [function.__code__ for function in functions] + [namespace["mark"]]
    return namespace["result"], namespace["K"], [weakref.ref(thing) for thing in things]


def same_code_other_functions(n):
    """Closures of one code: each with its own cell, some sharing it, each gone when it is dropped."""
    def make(step):
        def count(n):
            total = 0
            for _ in range(n):
                total += step
            return total
        return count

    alive = []
    for k in range(n):
        counts = make(k), make(k * 0.5)
        alive += [weakref.ref(count) for count in counts]
        print([count(50) for count in counts], end=" ")
    del counts
    return sum(ref() is not None for ref in alive)


results = [run(number) for number in range(10)]
gc.collect()
print(results[0][:2], len({result[:2] for result in results}))
print("alive:", [sum(refs[i]() is not None for _, _, refs in results) for i in range(len(results[0][2]))])
results.clear()
run("warm")
gc.collect()
before = sys.getallocatedblocks()
for number in range(10):
    run("again")
gc.collect()
print("blocks for each:", "none" if sys.getallocatedblocks() - before < 100 else "some")
print("closures alive:", same_code_other_functions(6))
