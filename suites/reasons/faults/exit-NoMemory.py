# checks: where memory ends inside native code MemoryError is raised, and nothing half done is left
# native: required
# reaches: exit NoMemory
import resource


def ints(kept):
    for i in range(10**9):
        kept.append(i * 1000003)


def lists(kept):
    for i in range(10**9):
        kept.append([i, i + 1])


def slices(kept):
    source = [1.5] * 100
    for i in range(10**9):
        kept.append(source[i % 50 : 60])


def tuples(kept):
    for i in range(10**9):
        kept.append((i, i + 1, 2.5))


def size():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def until_the_end(function):
    kept, failed = [], False
    spare = [bytes(1 << 20) for _ in range(8)]
    resource.setrlimit(resource.RLIMIT_AS, (size() + (48 << 20), resource.RLIM_INFINITY))
    try:
        function(kept)
    except MemoryError:
        spare.clear()
        failed = True
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    return kept, failed


for function, item in (
    (ints, lambda i: i * 1000003),
    (lists, lambda i: [i, i + 1]),
    (slices, lambda i: [1.5] * (60 - i % 50)),
    (tuples, lambda i: (i, i + 1, 2.5)),
):
    kept, failed = until_the_end(function)
    print(function.__name__, failed, len(kept) > 10000, all(kept[i] == item(i) for i in range(len(kept))))
    del kept
