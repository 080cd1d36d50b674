"""Python values as a JSON tree and back, exactly: the Python half of encode.ts and decode.ts.

None, bool and str are themselves. An int is a number up to 2**53 - 1, else {"i": hexadecimal}. A float is a number where
nobody can take it for an int, else {"f": text}. {"b": base64} is bytes; a list is a list; {"t": items}, {"s": items} and
{"d": [key, value, key, value, …]} are tuple, set and dict.

Only these exact types cross, and each mutable container once: a copy would be another object. What cannot cross is told with
the place where it stood.
"""

import binascii

LARGEST_SAFE_INT = 2**53 - 1
DEEPEST = 200
"""Containers inside each other; well below Python's recursion limit and V8's stack."""


class Refused(Exception):
    """A value that cannot cross. `path`: where it stands, from the outside in; `why`: a sentence without its subject."""

    def __init__(self, why):
        super().__init__(why)
        self.why = why
        self.path = ""

    def inside(self, step):
        """The same refusal, seen from one container further out."""
        self.path = step + self.path
        return self


def type_name(kind):
    """The type as a traceback names it: `ValueError`, `decimal.InvalidOperation`."""
    if kind.__module__ in ("builtins", None):
        return kind.__qualname__
    return "%s.%s" % (kind.__module__, kind.__qualname__)


def encode(value, seen=None, depth=0):
    """The JSON tree of a value. `seen`: ids of the mutable containers met so far. Raises Refused."""
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is str:
        _check_surrogates(value)
        return value
    if kind is int:
        return value if -LARGEST_SAFE_INT <= value <= LARGEST_SAFE_INT else {"i": format(value, "x")}
    if kind is float:
        # A NaN and the infinities are not integers, and JSON has no word for them.
        return value if value - value == 0.0 and not value.is_integer() else {"f": repr(value)}
    if kind is bytes:
        return {"b": binascii.b2a_base64(value, newline=False).decode("ascii")}
    if kind not in (list, tuple, set, dict):
        raise Refused("is a %s, which cannot cross to JavaScript" % type_name(kind))
    seen = set() if seen is None else seen
    if depth == DEEPEST:
        raise Refused("is nested more than %d containers deep" % DEEPEST)
    if kind is not tuple:
        if id(value) in seen:
            raise Refused("is a %s that stands in this value twice, or in itself: return a copy" % kind.__name__)
        seen.add(id(value))
    if kind is list:
        return _encode_items(value, seen, depth)
    if kind is dict:
        return {"d": _encode_pairs(value, seen, depth)}
    return {"t" if kind is tuple else "s": _encode_items(value, seen, depth)}


def _check_surrogates(text):
    """Refuses what only Python can tell from a character beyond U+FFFF; surrogates by themselves cross."""
    if not text.isascii() and text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") != text:
        raise Refused("has a high and a low surrogate side by side, which JavaScript takes for one character")


def _encode_items(items, seen, depth):
    tree = []
    for item in items:
        try:
            tree.append(encode(item, seen, depth + 1))
        except Refused as refused:
            raise refused.inside("{…}" if type(items) is set else "[%d]" % len(tree))
    return tree


def _encode_pairs(pairs, seen, depth):
    tree = []
    for key, value in pairs.items():
        try:
            tree.append(encode(key, seen, depth + 1))
        except Refused as refused:
            raise refused.inside("{key}")
        try:
            tree.append(encode(value, seen, depth + 1))
        except Refused as refused:
            raise refused.inside("[%s]" % ascii(key)[:80])
    return tree


def decode(tree):
    """The value of a JSON tree that encode.ts made. Raises Refused where Python has no such value."""
    kind = type(tree)
    if kind is list:
        return _decode_items(tree, "[%d]")
    if kind is not dict:
        return tree
    ((tag, content),) = tree.items()
    return _DECODERS[tag](content)


def _decode_items(items, step):
    values = []
    for item in items:
        try:
            values.append(decode(item))
        except Refused as refused:
            raise refused.inside(step % len(values))
    return values


def _decode_set(items):
    values = set()
    for item in items:
        try:
            value = decode(item)
            _check_hashable(value, "an element of a set")
            if value in values:
                raise Refused("equals another element of its set in Python: %s" % ascii(value)[:80])
        except Refused as refused:
            raise refused.inside("{…}")
        values.add(value)
    return values


def _decode_dict(flat):
    pairs = {}
    for place in range(0, len(flat), 2):
        try:
            key = decode(flat[place])
            _check_hashable(key, "a key of a dict")
            if key in pairs:
                raise Refused("equals another key of its dict in Python: %s" % ascii(key)[:80])
        except Refused as refused:
            raise refused.inside("{key}")
        try:
            pairs[key] = decode(flat[place + 1])
        except Refused as refused:
            raise refused.inside("[%s]" % ascii(key)[:80])
    return pairs


def _check_hashable(value, role):
    try:
        hash(value)
    except TypeError as error:
        raise Refused("cannot be %s: %s" % (role, error))


_DECODERS = {
    "i": lambda text: int(text, 16),
    "f": float,
    "b": binascii.a2b_base64,
    "t": lambda items: tuple(_decode_items(items, "[%d]")),
    "s": _decode_set,
    "d": _decode_dict,
}
