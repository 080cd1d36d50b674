"""Counts points: what a JavaScript program leaves to Python."""


def lattice_points(radius):
    """Points with whole coordinates in the circle of this radius around the origin."""
    if radius < 0:
        raise ValueError("a radius is not negative")
    count = 0
    for x in range(-radius, radius + 1):
        for y in range(-radius, radius + 1):
            if x * x + y * y <= radius * radius:
                count += 1
    return count
