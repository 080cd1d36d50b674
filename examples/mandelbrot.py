"""Draws the Mandelbrot set in characters: a float loop with nothing but arithmetic in it."""

WIDTH, HEIGHT, LIMIT = 100, 40, 15000
SHADES = " .:-=+*#%@"


def escape_time(cx, cy, limit):
    """Steps until the point leaves the circle of radius 2, at most `limit`."""
    x = y = 0.0
    for step in range(limit):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return step
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return limit


def main():
    inside = 0
    for row in range(HEIGHT):
        line = ""
        for column in range(WIDTH):
            steps = escape_time(column * 3.0 / WIDTH - 2.2, row * 2.4 / HEIGHT - 1.2, LIMIT)
            if steps == LIMIT:
                inside += 1
            line += SHADES[-1] if steps == LIMIT else SHADES[min(steps // 2, len(SHADES) - 2)]
        print(line.rstrip())
    print(inside, "of", WIDTH * HEIGHT, "points stay inside")


main()
