# checks: at the end of the process finalisers find the module's globals as they were, and what they print is python's
# native: optional
def note(value):
    return value


class Watched:
    def __del__(self):
        print(note(len(kept)))


kept = [Watched(), Watched(), Watched()]
total = 0
for i in range(200):
    total += i
    if i >= 198:
        kept[i % 3] = i
print(total)
