def f(counts):
    out = []
    for count in counts:
        out.append((0 << count) + (-5 >> count))
    return out


RESULTS = [f([count % 70 for count in range(200)])]
