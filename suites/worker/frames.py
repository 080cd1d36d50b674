"""Frames between the processes of the worker and the one that asks: a u32 length, little-endian, then JSON in UTF-8."""

from os import read, write
from struct import pack, unpack

HEADER_BYTES = 4


def read_exactly(fd, size):
    """`size` bytes, or None where the stream ended before."""
    pieces = []
    while size > 0:
        piece = read(fd, min(size, 1 << 20))
        if not piece:
            return None
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def read_frame(fd):
    """The payload of the next frame as bytes, not parsed; None at the end of the stream."""
    header = read_exactly(fd, HEADER_BYTES)
    return None if header is None else read_exactly(fd, unpack("<I", header)[0])


def write_frame(fd, payload):
    """Writes one frame. `payload`: JSON as bytes."""
    rest = memoryview(pack("<I", len(payload)) + payload)
    while rest:
        rest = rest[write(fd, rest) :]
