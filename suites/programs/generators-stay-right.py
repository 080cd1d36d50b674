# checks: generators, generator expressions and async functions with loops in them: right, compiled or not
# native: optional
import asyncio


def numbers(n):
    total = 0
    for i in range(n):
        total += i
        got = yield total
        if got:
            total = got


def consume(n):
    s = 0
    for x in numbers(n):
        s += x % 7
    return s


def sending(n):
    g = numbers(n)
    next(g)
    s = 0
    for i in range(n - 1):
        s += g.send(i % 50 if i % 3 else None)
    return s


def delegating(n):
    yield from numbers(n)
    return 5


async def wait(n):
    t = 0
    for i in range(n):
        t += i
        if i % 500 == 0:
            await asyncio.sleep(0)
    return t


print(consume(2000), sending(2000), sum(delegating(1500)), sum(x * x for x in range(3000)), asyncio.run(wait(2000)))
