# checks: thirty locals alive over a loop, some of them never read, of all types
# native: required
def run(n):
    a = b = c = d = e = 1
    f = g = h = i = j = 0.5
    k = l = m = None
    o, p, q = True, False, "text"
    r, s, t = [1], (2, 3), [0, 1, 2, 3]
    u = v = w = x = 2**70
    y = z = -0.0
    for step in range(n):
        a, b, c, d, e = b, c, d, e, (a + b) % 1009
        f, g, h, i, j = g, h, i, j, (f * g + h) % 3.0
        k, l, m = l, m, k
        o, p = p, o
        y = -y
        r[0] += s[step % 2] + t[step % 4]
    return a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s, t, u, v, w, x, y, z


def wide(n):
    a = b = 2**70
    c = 0.5
    for step in range(n):
        a = a + 1
        b, c = b - step, -c
    return a, b, c


print(run(2000), run(2001), wide(1000))
