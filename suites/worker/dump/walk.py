"""The canonical dump: a list of (path, text), one for each value that can be reached, in an order that only depends on
what the program did. Nothing of the program runs: see layout.py.

A mutable object that was met before is `same as` the path where it was first met. There is no recursion, and no limit on
depth. What exceeds a section's budget still counts: it goes into a checksum.
"""

from binascii import crc32

from _tracejit_worker.dump.atoms import atom_text
from _tracejit_worker.dump.callables import CALLABLES, expand_class
from _tracejit_worker.dump.containers import CONTAINERS, VALUES
from _tracejit_worker.dump.exceptions import expand_exception
from _tracejit_worker.dump.layout import attributes, class_name, is_a, mro_of

SECTION_CHARACTERS = 128 << 10
"""Of paths and texts that are kept, for one section."""

SECTION_NODES = 200_000
"""That are looked at, for one section."""

ELEMENT_NODES = 200
"""Of an element of a set, to find its place."""

EXACT = {id(kind): expand for table in (CONTAINERS, CALLABLES) for kind, expand in table.items()}
DERIVED = {id(kind): expand for table in (CONTAINERS, VALUES) for kind, expand in table.items()}


def expand(obj, path, walk):
    """The first line of an object with parts, and its parts as an iterable of (path, value)."""
    exact = EXACT.get(id(type(obj)))
    if exact is not None:
        return exact(obj, path, walk)
    if is_a(obj, type):
        return expand_class(obj, path, walk)
    if is_a(obj, BaseException):
        return expand_exception(obj, path, walk)
    for base in mro_of(type(obj)):
        derived = DERIVED.get(id(base))
        if derived is not None:
            text, held = derived(obj, path, walk)
            return f"object of {class_name(type(obj))}, {text}", chained(held, attributes(obj, path))
    return "object of " + class_name(type(obj)), attributes(obj, path)


def chained(*iterables):
    for iterable in iterables:
        yield from iterable


class Section:
    """The lines of one channel, as far as its budget goes."""

    def __init__(self, nodes=SECTION_NODES):
        self.lines = []
        self.room = SECTION_CHARACTERS
        self.nodes = nodes
        self.cut = 0
        self.checksum = 0

    def add(self, path, text):
        """False when no more is wanted."""
        self.nodes -= 1
        if self.cut == 0 and self.room > 0:
            self.room -= len(path) + len(text)
            self.lines.append((path, text))
        else:
            self.cut += 1
            self.checksum = crc32(f"{path} {text}".encode("utf-8", "backslashreplace"), self.checksum)
        return self.nodes > 0

    def finished(self):
        if self.cut:
            rest = "at least " if self.nodes <= 0 else ""
            self.lines.append(("(cut)", f"cut: {rest}{self.cut} more lines, checksum {self.checksum:08x}"))
        return self.lines


class Walk:
    """Several sections that share what was met before."""

    def __init__(self, name):
        self.name = name
        self.first_path = {}
        self.held = []
        self.paths = []

    def section(self, roots, nodes=SECTION_NODES):
        """The lines of all roots, given as (path, value)."""
        section = Section(nodes)
        stack = [iter(roots)]
        while stack:
            item = next(stack[-1], None)
            if item is None:
                stack.pop()
                continue
            text, inside = self.visit(*item)
            if not section.add(item[0], text):
                break
            stack.append(iter(inside))
        return section.finished()

    def visit(self, path, obj):
        text = atom_text(obj)
        if text is not None:
            return text, ()
        if type(obj) is tuple and not obj:
            return "tuple of 0", ()
        seen = self.first_path.get(id(obj))
        if seen is not None:
            return "same as " + seen, ()
        self.first_path[id(obj)] = path
        self.held.append(obj)
        self.paths.append(path)
        return expand(obj, path, self)

    def text_of(self, obj):
        """An element of a set as one text, to sort by."""
        text = atom_text(obj)
        if text is not None:
            return text
        return "\n".join(f"{path} {text}" for path, text in Walk(self.name).section([("", obj)], ELEMENT_NODES))
