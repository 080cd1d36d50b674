# checks: methods, properties and operators of classes around hot loops: not compiled perhaps, right always
# native: optional
class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    @property
    def norm(self):
        return (self.x * self.x + self.y * self.y) ** 0.5

    def scaled(self, k):
        return Vector(self.x * k, self.y * k)


def walk(n):
    position = Vector(0, 0)
    length = 0.0
    for i in range(n):
        step = Vector(i % 3 - 1, i % 5 * 0.5)
        position = position + step.scaled(2)
        length += step.norm
    return position.x, position.y, length


class Counter:
    total = 0

    def run(self, n):
        for i in range(n):
            self.total += i
        return self.total


print(walk(2000), Counter().run(2000), Counter.total)
