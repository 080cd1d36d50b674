# checks: a loop over prange that the engine finds to depend on its order is not compiled into the code around it, and raises
# native: optional
# reaches: bail PrangeDependence

try:
    from tracejit import ParallelError, jit, prange, wait
except ImportError:  # interpreted
    prange, ParallelError, jit, wait = range, RuntimeError, lambda f: f, lambda f: None


@jit
def work(n: int):
    total = 0
    for i in prange(n):
        total += i
    return total


try:
    work(1)
    wait(work)
    work(1)
except ParallelError as error:
    if "(so suites/reasons says)" not in str(error):
        print(error)
print("the loop was left")
