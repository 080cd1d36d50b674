"""What CPython says of the ops on numbers: the oracle of ops.spec.ts. Rows and domains are those of engine/codegen/testing.

argv[1]: JSON list of {op, args, out, expr, exits, inputs}. Prints JSON: by op, a list of [operands, result or null: must exit].
Ints and bools are sent as decimal text, floats as the hex of their bits.
"""
import json
import pathlib
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "codegen" / "testing"))
import drive  # noqa: E402


def encode(value):
    if isinstance(value, float):
        return struct.pack(">d", value).hex()
    return str(int(value))


def cases(row):
    for operands in drive.inputs_of(row):
        want = drive.expected(row, dict(zip("abc", operands)))
        yield [[encode(operand) for operand in operands], None if want is drive.MUST_EXIT else encode(want)]


print(json.dumps({row["op"]: list(cases(row)) for row in json.loads(sys.argv[1])}))
