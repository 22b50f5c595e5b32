"""Each text of a column once, in the order of its first naming, and a number for it: compiled, a tenth of the room."""

from __future__ import annotations

import secrets
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tirek.mining.compiled import compiled
from tirek.mining.log import NOTHING, Codes

ROOM: Final = 1024  # slots of a new table; they double when they are two thirds full
HALF: Final = np.uint64(0xFFFFFFFF00000000)
CODE: Final = np.uint64(0x00000000FFFFFFFF)
MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)
Places = NDArray[np.int64] | NDArray[np.int32]


class WordTable:
    """Texts and their codes, which count from 0 in the order of first naming. About 30 bytes and the text for each."""

    def __init__(self) -> None:
        self._seed = np.uint64(secrets.randbits(64))  # who writes a file cannot make its texts collide
        self._slots = np.zeros(ROOM, dtype=np.uint64)  # half of a hash, and a code + 1: one look into memory for both
        self._hashes = np.empty(ROOM, dtype=np.uint64)
        self._ends = np.zeros(ROOM + 1, dtype=np.int64)
        self._bytes = np.empty(ROOM * 16, dtype=np.uint8)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def code(self, text: str) -> int:
        """This function will give the code of one text."""
        return int(self.codes(pa.array([text]))[0])

    def codes(self, texts: pa.Array) -> Codes:
        """This function will give the code of each text (any Arrow type of text, or a dictionary); null is `NOTHING`.

        Bytes are taken as they are: whether they are UTF-8 is for the reader to see to.
        """
        if pa.types.is_dictionary(texts.type):
            return self._of_dictionary(texts)
        starts, ends, data = spans(texts)
        return self.codes_of_spans(data, starts, ends)

    def codes_of_spans(self, data: NDArray[np.uint8], starts: Places, ends: Places) -> Codes:
        """This function will give the code of each text data[starts[i]:ends[i]]; a start below 0 is `NOTHING`."""
        codes = np.empty(len(starts), dtype=np.int32)
        done = 0
        while True:
            done, self._count = _intern(
                data, starts, ends, codes, done, self._seed,
                self._slots, self._hashes, self._ends, self._bytes, self._count,
            )  # fmt: skip
            if done == len(starts):
                return codes
            self._grow(int(ends[done] - starts[done]))

    def _of_dictionary(self, texts: Any) -> Codes:
        """A word that is in the dictionary and at no row is none, and order is that of the rows."""
        indices = np.asarray(texts.indices.fill_null(NOTHING).to_numpy(zero_copy_only=False), dtype=np.int64)
        size = len(texts.dictionary)
        named = _first_named(indices, size)
        known = np.full(size + 1, NOTHING, dtype=np.int32)  # the last one is where NOTHING leads
        known[named] = self.codes(texts.dictionary.take(pa.array(named)))
        return known[indices]

    def _grow(self, length: int) -> None:
        needed = int(self._ends[self._count]) + length
        if needed > len(self._bytes):
            self._bytes = np.concatenate([self._bytes, np.empty(max(needed, len(self._bytes)), dtype=np.uint8)])
        if self._count == len(self._hashes):
            self._hashes = np.concatenate([self._hashes, np.empty(self._count, dtype=np.uint64)])
            self._ends = np.concatenate([self._ends, np.zeros(self._count, dtype=np.int64)])
        if self._count * 3 >= len(self._slots) * 2:
            self._slots = np.zeros(len(self._slots) * 2, dtype=np.uint64)
            _seat(self._hashes, self._count, self._slots)

    def words(self) -> pa.Array:
        """This function will give the texts in the order of their codes (large_string; large_binary if not UTF-8)."""
        ends, data = self._ends[: self._count + 1], self._bytes[: self._ends[self._count]]
        buffers = [None, pa.py_buffer(ends), pa.py_buffer(data)]
        words = pa.Array.from_buffers(pa.large_binary(), self._count, buffers)
        try:
            return words.cast(pa.large_string())
        except pa.ArrowInvalid:
            return words


def spans(texts: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
    """This function will give where each text of an Arrow array begins and ends in its bytes; null begins below 0."""
    if not (pa.types.is_large_string(texts.type) or pa.types.is_large_binary(texts.type)):
        wide = pa.types.is_binary(texts.type) or pa.types.is_fixed_size_binary(texts.type)
        texts = texts.cast(pa.large_binary() if wide else pa.large_string())
    valid, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    content = np.frombuffer(data, dtype=np.uint8) if data is not None else np.empty(0, dtype=np.uint8)
    starts = bounds[:-1]
    if valid is not None and texts.null_count:
        starts = np.where(texts.is_valid().to_numpy(zero_copy_only=False), starts, NOTHING)
    return starts, bounds[1:], content


@compiled
def _hashed(data: Any, start: int, end: int, seed: Any) -> Any:
    h = seed ^ np.uint64(end - start)
    i = start
    while i + 8 <= end:
        word = np.uint64(0)
        for k in range(8):
            word |= np.uint64(data[i + k]) << np.uint64(8 * k)
        h = (h ^ word) * MULTIPLIER
        h ^= h >> np.uint64(29)
        i += 8
    word = np.uint64(0)
    while i < end:
        word = (word << np.uint64(8)) | np.uint64(data[i])
        i += 1
    h = (h ^ word) * MULTIPLIER
    h ^= h >> np.uint64(32)
    h *= MULTIPLIER
    return h ^ (h >> np.uint64(29))


@compiled
def _intern(
    data: Any, starts: Any, ends: Any, codes: Any, done: int, seed: Any,
    slots: Any, hashes: Any, bounds: Any, kept: Any, count: int,
) -> tuple[int, int]:  # fmt: skip
    """This function will fill `codes` from `done` on, until all is done or something is full."""
    mask = np.uint64(len(slots) - 1)
    for i in range(done, len(starts)):
        start, end = starts[i], ends[i]
        if start < 0:
            codes[i] = NOTHING
            continue
        length = end - start
        if i > done and codes[i - 1] >= 0 and ends[i - 1] - starts[i - 1] == length:
            before, k = starts[i - 1], 0  # files often name a case again in the next row
            while k < length and data[before + k] == data[start + k]:
                k += 1
            if k == length:
                codes[i] = codes[i - 1]
                continue
        h = _hashed(data, start, end, seed)
        half = h & HALF
        slot = h & mask
        while True:
            held = slots[slot]
            if held == 0:
                at = bounds[count]
                if count * 3 >= len(slots) * 2 or count == len(hashes) or at + length > len(kept):
                    return i, count
                for k in range(length):
                    kept[at + k] = data[start + k]
                hashes[count] = h
                bounds[count + 1] = at + length
                codes[i] = count
                count += 1
                slots[slot] = half | np.uint64(count)
                break
            if held & HALF == half:
                code = np.int64(held & CODE) - 1
                at = bounds[code]
                if bounds[code + 1] - at == length:
                    k = 0
                    while k < length and kept[at + k] == data[start + k]:
                        k += 1
                    if k == length:
                        codes[i] = code
                        break
            slot = (slot + np.uint64(1)) & mask
    return len(starts), count


@compiled
def _seat(hashes: Any, count: int, slots: Any) -> None:
    mask = np.uint64(len(slots) - 1)
    for code in range(count):
        slot = hashes[code] & mask
        while slots[slot] != 0:
            slot = (slot + np.uint64(1)) & mask
        slots[slot] = (hashes[code] & HALF) | np.uint64(code + 1)


@compiled
def _first_named(indices: Any, size: int) -> Any:
    """This function will give the numbers below `size` that occur, in the order of their first occurrence."""
    seen = np.zeros(size, dtype=np.bool_)
    named = np.empty(size, dtype=np.int64)
    count = 0
    for i in range(len(indices)):
        at = indices[i]
        if at >= 0 and not seen[at]:
            seen[at] = True
            named[count] = at
            count += 1
    return named[:count]
