"""What random calls of the C interface hand in: memory of just the right size, full of anything."""

from __future__ import annotations

import ctypes
import math
import random
import struct

from assay import _native

SIZES = {1: 1, 2: 2, 3: 4, 4: 8, 5: 1, 6: 2, 7: 4, 8: 8, 9: 1, 10: 4, 11: 8}

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]


class RandomData:
    """A source of chance, and the memory of the call at hand."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.memory: list[int] = []

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    def pick(self, *choices):
        return self.random.choice(choices)

    def allocated(self, content: bytes) -> int:
        """Memory of just that size, so that a step beyond it is seen by a sanitizer."""
        pointer = libc.malloc(max(1, len(content)))
        ctypes.memmove(pointer, content, len(content))
        self.memory.append(pointer)
        return pointer

    def numbers(self, count: int, code: int) -> bytes:
        """Elements of an `assay_type_t`: sensible, odd or plain noise."""
        size = SIZES.get(code, 8)
        manner = self.random.random()
        if manner < 0.1:
            return self.random.randbytes(count * size)
        if code in (10, 11):
            letter = "f" if code == 10 else "d"
            odd = [math.nan, math.inf, -math.inf, -0.0, 1e300 if code == 11 else 1e38, 5e-324, -1.0]
            draw = self.pick(self.random.random, lambda: float(self.random.randrange(4)))
            values = [draw() for _ in range(count)]
            if manner < 0.3 and count:
                for _ in range(self.random.randrange(1, 4)):
                    values[self.random.randrange(count)] = self.random.choice(odd)
            return struct.pack(f"{count}{letter}", *values)
        classes = self.pick(1, 2, 2, 3, 10, 100)
        if code in (4, 8) and manner < 0.3:
            extremes = [2**63 - 1, 0, 2**62, 12345678901] + ([-(2**63), -1] if code == 4 else [])
            return struct.pack(f"{count}{'q' if code == 4 else 'Q'}",
                               *self.random.choices(extremes, k=count))
        return b"".join((self.random.randrange(classes)).to_bytes(size, "little")
                        for _ in range(count))

    def rows_of_probabilities(self, rows: int, width: int, code: int) -> bytes:
        values: list[float] = []
        for _ in range(rows):
            row = [self.random.random() for _ in range(width)]
            values += [value / sum(row) for value in row]
        return struct.pack(f"{len(values)}{'f' if code == 10 else 'd'}", *values)

    def bytes_of_matrix(self, confusion: int | None) -> bytes:
        """A stored matrix: whole, cut, altered, or altered under a right checksum; or noise."""
        if self.chance(0.1):
            return self.random.randbytes(self.random.randrange(60))
        stored = bytearray(encoded(confusion))
        manner = self.random.random()
        if manner < 0.2:
            return bytes(stored[: self.random.randrange(len(stored) + 1)])
        if manner < 0.9 and len(stored) > 22:
            for _ in range(self.random.randrange(1, 4)):
                place = self.random.randrange(6 if manner < 0.3 else 14, len(stored) - 8)
                stored[place] = self.pick(0, 1, 0x7F, 0x80, 0xFF, self.random.randrange(256))
            if manner > 0.4:
                stored[-8:] = checksum(stored[:-8])
        return bytes(stored)


def encoded(confusion: int | None) -> bytes:
    pointer, count = ctypes.c_void_p(), ctypes.c_int64()
    status = _native.library.assay_confusion_encode(
        confusion, ctypes.byref(pointer), ctypes.byref(count), None)
    if status != 0:
        return b"ASAY"
    try:
        return ctypes.string_at(pointer.value, count.value)
    finally:
        _native.library.assay_free(pointer)


def checksum(content: bytes) -> bytes:
    """The CRC-64/XZ that stored statistics end with."""
    state = 2**64 - 1
    for byte in content:
        state ^= byte
        for _ in range(8):
            state = state >> 1 ^ (0xC96C5795D7870F42 if state & 1 else 0)
    return (state ^ 2**64 - 1).to_bytes(8, "little")
