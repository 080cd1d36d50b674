"""Runs shared objects made of one op each and compares them with CPython itself: ops.spec.ts's other half.

argv[1]: JSON list of {op, so, args, out, allocates, steals, expr, exits, inputs}. Prints JSON: by op, {cases, exits, failures}.
"""
import array
import copy
import ctypes
import itertools
import json
import math
import operator
import struct
import sys
import types  # noqa: names for expressions

inf, nan = math.inf, math.nan
INTS = [0, 1, -1, 2, -2, 3, 7, -7, 10, 63, 64, -64, 2**30 - 1, 2**30, -(2**30), 2**31, 2**53 - 1, 2**53, 2**53 + 1, -(2**53) - 1,
        2**60, -(2**60), 2**62, 2**63 - 1, 2**63 - 512, -(2**63), -(2**63) + 1, 12345678901]
FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 3.0, -3.0, 0.1, math.pi, -7.25, 0.49999999999999994, 709.0, 710.0, -745.2, 1e16,
          1e-200, 1e200, 1.7976931348623157e308, -1.7976931348623157e308, 5e-324, -5e-324, 2.2250738585072014e-308, 4503599627370497.5,
          9007199254740993.0, 2.0**53, 2.0**63, -(2.0**63), 9223372036854774784.0, 1e19, inf, -inf, nan]
BOOLS = [False, True]
OBJECTS = [None, True, False, 0, 5, 2**62, 2**63, -(2**63) - 1, 1.5, "x", b"x", [], (), {}, range(3), iter(range(3)), iter([]), iter(()),
           reversed([]), enumerate([]), zip(), (lambda: 0), len, int, 1j, types.CellType(1), type("Sub", (int,), {})(3)]
DOMAINS = {"I64": INTS, "F64": FLOATS, "I1": BOOLS, "Obj": OBJECTS}
BITS = 64


def advanced(iterator, count):
    for _ in range(count):
        next(iterator)
    return iterator


def length(r):
    """len() of a range of any size."""
    return max(0, (r.stop - r.start + r.step - (1 if r.step > 0 else -1)) // r.step)


class Activation(ctypes.Structure):
    _fields_ = [("slots", ctypes.c_void_p), ("objects", ctypes.c_void_p), ("cells", ctypes.c_void_p), ("breaker", ctypes.c_void_p),
                ("breaker_value", ctypes.c_size_t), ("spill", ctypes.c_void_p), ("spill_end", ctypes.c_void_p),
                ("depth_left", ctypes.c_int64), ("stack_limit", ctypes.c_void_p), ("views", ctypes.c_void_p), ("types", ctypes.c_void_p)]


class Types(ctypes.Structure):
    _fields_ = [("array", ctypes.c_void_p), ("array_iter", ctypes.c_void_p), ("view_iter", ctypes.c_void_p)]


class Machine:
    """One activation, used again and again."""

    def __init__(self):
        self.slots = (ctypes.c_void_p * 8)()
        self.cells = (ctypes.c_void_p * 8)()
        self.breaker = ctypes.c_size_t(0)
        self.spill = (ctypes.c_int64 * 64)()
        self.types = Types(id(array.array), id(type(iter(array.array("b")))), id(type(iter(memoryview(b"")))))

    def run(self, entry, operands, objects=(), depth=100, stack_limit=None, breaker=0):
        for k, operand in enumerate(operands):
            self.slots[k] = id(operand)
        self.cells[0] = None
        bound = (ctypes.c_void_p * max(1, len(objects)))(*map(id, objects))
        base = ctypes.addressof(self.spill)
        self.breaker.value = breaker
        act = Activation(ctypes.addressof(self.slots), ctypes.addressof(bound), ctypes.addressof(self.cells),
                         ctypes.addressof(self.breaker), 0, base, base + ctypes.sizeof(self.spill), depth, stack_limit, None,
                         ctypes.addressof(self.types))
        number = entry(None, ctypes.byref(act))
        self.words = (act.spill - base) // 8
        assert self.spill[self.words - 1] == number, "the record does not end with the exit's number"
        return number

    def record(self):
        """All words spilled by the last run."""
        return self.spill[: self.words]

    def result(self, rep, allocates):
        if allocates:
            address = self.cells[0]
            value = ctypes.cast(address, ctypes.py_object).value
            ctypes.pythonapi.Py_DecRef(ctypes.py_object(value))
            return value
        word = self.spill[0]
        if rep == "F64":
            return struct.unpack("d", struct.pack("q", word))[0]
        if rep == "I1":
            return {0: False, 1: True}[word]
        return ctypes.cast(word, ctypes.py_object).value if rep == "Obj" else word


def same(got, want, identity):
    if identity:
        return got is want
    if type(got) is not type(want):
        return False
    if isinstance(want, float):
        return (got != got and want != want) or struct.pack("d", got) == struct.pack("d", want)
    return got == want and [type(x) for x in got] == [type(x) for x in want] if isinstance(want, list) else got == want


def evaluate(text, names):
    """The names as globals: the generators in an expression must see them."""
    return eval(text, {**globals(), **names})


MUST_EXIT = object()


def expected(row, names):
    """What the op must give; MUST_EXIT where it must leave."""
    if row["exits"] and evaluate(row["exits"], names):
        return MUST_EXIT
    try:
        value = evaluate(row["expr"], names)
    except (ArithmeticError, ValueError, IndexError, MemoryError):
        return MUST_EXIT
    if isinstance(value, complex) and row["out"] == "F64":
        return MUST_EXIT
    if row["out"] == "I64" and not -(2 ** (BITS - 1)) <= value < 2 ** (BITS - 1):
        return MUST_EXIT
    return value


def inputs_of(row):
    if row["inputs"]:
        return eval(row["inputs"], globals())
    return list(itertools.product(*(DOMAINS[rep] for rep in row["args"])))


def check(machine, entry, row, operands):
    """None, 'exit' or a sentence about what is wrong."""
    names = dict(zip("abcde", operands))
    afterwards = row["out"] == "None"
    want = None if afterwards else expected(row, names)
    number = machine.run(entry, operands)
    if number == 1:
        return "exit" if want is MUST_EXIT else f"{operands!r}: exits, not {want!r}"
    if number != 0:
        return f"{operands!r}: the harness' own exit {number}"
    if afterwards:
        return None if evaluate(row["expr"], names) else f"{operands!r}: does not hold"
    got = machine.result(row["out"], row["allocates"])
    if want is MUST_EXIT:
        return f"{operands!r}: {got!r}, must exit"
    return None if same(got, want, row["out"] == "Obj" and not row["allocates"]) else f"{operands!r}: {got!r}, not {want!r}"


def run_row(machine, row):
    entry = ctypes.PyDLL(row["so"]).tj_entry
    entry.restype = ctypes.c_int32
    entry.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    outcomes = [check(machine, entry, row, operands) for operands in inputs_of(row)]
    failures = [outcome for outcome in outcomes if outcome not in (None, "exit")]
    return {"cases": len(outcomes), "exits": outcomes.count("exit"), "failures": failures[:5]}


def main():
    machine = Machine()
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = json.load(file)
    print(json.dumps({row["op"]: run_row(machine, row) for row in rows}))


if __name__ == "__main__":
    main()
