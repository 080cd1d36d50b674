# checks: bytes, bytearray: read, store, iteration, crc and histogram loops
# native: required


def crc(data):
    c = 0xFFFFFFFF
    for byte in data:
        c ^= byte
        for _ in range(8):
            c = (c >> 1) ^ (0xEDB88320 if c & 1 else 0)
    return c ^ 0xFFFFFFFF


def histogram(data):
    counts = [0] * 256
    for byte in data:
        counts[byte] += 1
    return counts[:5]


def caesar(data, key):
    for i in range(len(data)):
        data[i] = (data[i] + key) % 256
    return data


def sieve(n):
    flags = bytearray([1]) * n
    flags[0] = flags[1] = False
    i = 2
    while i * i < n:
        if flags[i]:
            for j in range(i * i, n, i):
                flags[j] = 0
        i += 1
    return sum(flags)


def backwards(data, n):
    s = 0
    for i in range(1, n + 1):
        s += data[-i] * i
    return s


text = bytes(range(256)) * 8
print(crc(text), histogram(text), backwards(text, 2048))
data = bytearray(text)
print(crc(data), histogram(data), bytes(caesar(data, 13)[:20]), backwards(data, 2048))
print(sieve(5000))
