"""A pipe from a program's process, and what came through it."""

import os
import select

from _tracejit_worker.frames import HEADER_BYTES

PULLED_BYTES = 1 << 16


class Pipe:
    """`seen`: bytes since the last `take`. `open`: False once its end was read."""

    def __init__(self):
        self.reading, self.writing = os.pipe()
        self.bytes = bytearray()
        self.seen = 0
        self.open = True

    def pull(self):
        """Takes what is there, waiting for at least one byte or the end."""
        piece = os.read(self.reading, PULLED_BYTES)
        self.open = bool(piece)
        self.seen += len(piece)
        self.bytes += piece

    def has_more(self):
        """True when `pull` would not wait, and it is not known to be at its end."""
        return self.open and bool(select.select([self.reading], [], [], 0)[0])

    def keep_last(self, size):
        """Forgets all but the last `size` bytes."""
        del self.bytes[:-size]

    def take(self):
        """Removes and returns the bytes."""
        taken = bytes(self.bytes)
        self.bytes.clear()
        self.seen = 0
        return taken

    def frame(self):
        """Removes and returns the payload of the next frame; None while it is not whole."""
        size = HEADER_BYTES + int.from_bytes(self.bytes[:HEADER_BYTES], "little")
        if not HEADER_BYTES <= len(self.bytes) >= size:
            return None
        payload = bytes(self.bytes[HEADER_BYTES:size])
        del self.bytes[:size]
        return payload
