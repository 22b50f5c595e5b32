"""The scanner of XES: one compiled pass over a window of UTF-8 bytes, strict about XML, free about XES.

It reads whole events and gives up nothing of one that the window cuts: `scan` says how far it came, and the caller
puts what is left before the next bytes. Attributes of XML may stand in any order and in either quotes; elements of
another prefix than that of `<log>`, and whatever stands inside an attribute, are read as XML and counted, no more.
Declarations of types (`<!DOCTYPE`) are an error, so no entity can be declared, let alone grow. XML 1.0, 5th edition,
but that a name may hold any character beyond ASCII.

One file, although it is long: what is compiled is not compiled again when a pass in another file changes.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tirek.mining.compiled import compiled

Bytes = NDArray[np.uint8]
State = NDArray[np.int64]
Places = NDArray[np.int32]

# What is said instead of a position. `CUT`: the window ends inside something; the others are what is wrong.
CUT, BAD_CHARACTER, BAD_UTF8, BAD_REFERENCE, BAD_VALUE, BAD_TAG, BAD_END, BAD_COMMENT, BAD_TEXT = range(-1, -10, -1)
DECLARED, NOT_XES, TWO_ROOTS, TOO_DEEP, TOO_MANY, TWICE = range(-10, -16, -1)

PLAIN, WHITE, MULTI, FORBIDDEN, SPECIAL = 0, 1, 2, 3, 4
CLASSES: Final = np.zeros(256, dtype=np.uint8)
"""Classes of bytes. Special: `<`, `&`, `]` and both quotes; white: tab and the ends of lines, but not the space."""
CLASSES[:32] = FORBIDDEN
CLASSES[[9, 10, 13]] = WHITE
CLASSES[[ord(sign) for sign in "<&]\"'"]] = SPECIAL
CLASSES[128:] = MULTI

NAMING: Final = np.zeros(256, dtype=np.uint8)
"""2 where a name may begin, 1 where it may go on."""
NAMING[[ord(sign) for sign in "0123456789-."]] = 1
NAMING[[ord(sign) for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_:"]] = 2
NAMING[128:] = 2

PRIME: Final = np.uint64(0x100000001B3)
ONE: Final = np.uint64(1)
DEEPEST: Final = 256
MOST_ATTRIBUTES: Final = 64

OTHER, TRACE_ELEMENT, EVENT_ELEMENT, LOG_ELEMENT, TEXTUAL, WHOLE, DECIMAL, LIST = range(8)
"""What an element is. Textual: string, date, boolean, id."""

(
    DEPTH, MODE, SKIP, PREFIX, ROOTED, ENDED, TRACE, FIRST_TRACE, OPEN, ROWS, CELLS, TRACE_CELLS,
    NESTED, LISTS, KEYLESS, FOREIGN, RENAMED, AT, SCRATCH,
    PLACES,
) = range(20)  # fmt: skip
"""Places in the state, all int64. AT: where a verdict was reached; the five before it count what was read over."""

IN_LOG, IN_TRACE, IN_EVENT = 1, 2, 3
NAMED = -2  # instead of a position: an earlier window held it

LOG: Final = np.frombuffer(b"log", dtype=np.uint8)
TRACE_NAME: Final = np.frombuffer(b"trace", dtype=np.uint8)
EVENT_NAME: Final = np.frombuffer(b"event", dtype=np.uint8)
STRING: Final = np.frombuffer(b"string", dtype=np.uint8)
DATE: Final = np.frombuffer(b"date", dtype=np.uint8)
INT: Final = np.frombuffer(b"int", dtype=np.uint8)
FLOAT: Final = np.frombuffer(b"float", dtype=np.uint8)
BOOLEAN: Final = np.frombuffer(b"boolean", dtype=np.uint8)
ID: Final = np.frombuffer(b"id", dtype=np.uint8)
LISTED: Final = np.frombuffer(b"list", dtype=np.uint8)
CONTAINER: Final = np.frombuffer(b"container", dtype=np.uint8)
CDATA: Final = np.frombuffer(b"[CDATA[", dtype=np.uint8)


KEY: Final = np.frombuffer(b"key", dtype=np.uint8)
VALUE: Final = np.frombuffer(b"value", dtype=np.uint8)


class Known(NamedTuple):
    """The keys that are no attributes: the activity, the time and the start of an event, the name of a trace."""

    activity: Bytes
    time: Bytes
    start: Bytes
    case: Bytes


class Rows(NamedTuple):
    """Events of a window: the trace (-1 none), where it begins, and where what is known of it stands (-1 nowhere)."""

    trace: NDArray[np.int32]
    at: NDArray[np.int32]
    activity: NDArray[np.int32]
    activity_end: NDArray[np.int32]
    time: NDArray[np.int32]
    time_end: NDArray[np.int32]
    start: NDArray[np.int32]
    start_end: NDArray[np.int32]


class Cells(NamedTuple):
    """Attributes of rows, or of traces, in the order of the file: `kind` of element, where key and value stand."""

    row: NDArray[np.int32]
    kind: NDArray[np.int32]
    key: NDArray[np.int32]
    key_end: NDArray[np.int32]
    value: NDArray[np.int32]
    value_end: NDArray[np.int32]


class Traces(NamedTuple):
    """Traces of a window from `FIRST_TRACE` on: where they begin, where their names stand (-1 none, or `NAMED`)."""

    at: NDArray[np.int32]
    name: NDArray[np.int32]
    name_end: NDArray[np.int32]


@compiled
def character(text: Bytes, i: int, n: int) -> int:
    """This function will give how many bytes the character beyond ASCII at i has, or a verdict."""
    first = text[i]
    if first < 0xC2 or first > 0xF4:
        return BAD_UTF8
    size = 2 if first < 0xE0 else (3 if first < 0xF0 else 4)
    for j in range(i + 1, min(i + size, n)):
        if text[j] & 0xC0 != 0x80:
            return BAD_UTF8
    if i + 1 < n:
        second = text[i + 1]
        if (
            (first == 0xE0 and second < 0xA0)
            or (first == 0xED and second > 0x9F)
            or (first == 0xF0 and second < 0x90)
            or (first == 0xF4 and second > 0x8F)
        ):
            return BAD_UTF8
    if i + size > n:
        return CUT
    if first == 0xEF and text[i + 1] == 0xBF and text[i + 2] >= 0xBE:
        return BAD_CHARACTER
    return size


@compiled
def reference(text: Bytes, i: int, n: int) -> tuple[int, int]:
    """This function will read `&…;` at i: where it ends, and the character it means. Only what XML itself declares."""
    end = i + 1
    while end < n and text[end] != 59:
        if end > i + 64 or text[end] <= 32 or text[end] == 60 or text[end] == 38:
            return BAD_REFERENCE, 0
        end += 1
    if end >= n:
        return CUT, 0
    size = end - i - 1
    a = i + 1
    code = 0
    if size >= 2 and text[a] == 35:
        base = 16 if text[a + 1] == 120 else 10
        a += 2 if base == 16 else 1
        if a == end:
            return BAD_REFERENCE, 0
        for j in range(a, end):
            digit = int(text[j])
            if 48 <= digit <= 57:
                digit -= 48
            elif base == 16 and 97 <= (digit | 32) <= 102:
                digit = (digit | 32) - 87
            else:
                return BAD_REFERENCE, 0
            code = code * base + digit
            if code > 0x110000:
                code = 0x110000
        allowed = code >= 32 or code == 9 or code == 10 or code == 13
        if not allowed or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or code == 0xFFFE or code == 0xFFFF:
            return BAD_REFERENCE, 0
    elif size == 2 and text[a + 1] == 116 and (text[a] == 108 or text[a] == 103):
        code = 60 if text[a] == 108 else 62
    elif size == 3 and text[a] == 97 and text[a + 1] == 109 and text[a + 2] == 112:
        code = 38
    elif size == 4 and text[a] == 113 and text[a + 1] == 117 and text[a + 2] == 111 and text[a + 3] == 116:
        code = 34
    elif size == 4 and text[a] == 97 and text[a + 1] == 112 and text[a + 2] == 111 and text[a + 3] == 115:
        code = 39
    else:
        return BAD_REFERENCE, 0
    return end + 1, code


@compiled
def decoded(out: Bytes, a: int, b: int, at: int) -> int:
    """This function will write the value out[a:b] once more from `at`, as XML means it: references, white space.

    Gives where it ends, or a verdict. A value is never longer than what stands for it.
    """
    i = a
    while i < b:
        byte = out[i]
        if byte == 38:
            i, code = reference(out, i, b)
            if i < 0:
                return BAD_REFERENCE
            if code < 0x80:
                out[at] = code
                at += 1
            elif code < 0x800:
                out[at] = 0xC0 | code >> 6
                out[at + 1] = 0x80 | code & 63
                at += 2
            elif code < 0x10000:
                out[at] = 0xE0 | code >> 12
                out[at + 1] = 0x80 | code >> 6 & 63
                out[at + 2] = 0x80 | code & 63
                at += 3
            else:
                out[at] = 0xF0 | code >> 18
                out[at + 1] = 0x80 | code >> 12 & 63
                out[at + 2] = 0x80 | code >> 6 & 63
                out[at + 3] = 0x80 | code & 63
                at += 4
        else:
            if byte == 13 and i + 1 < b and out[i + 1] == 10:
                i += 1
            out[at] = 32 if CLASSES[byte] == WHITE else byte
            at += 1
            i += 1
    return at


@compiled
def value_end(text: Bytes, i: int, n: int, quote: int) -> tuple[int, bool]:
    """This function will find the quote that ends the value at i, and say whether the value must be decoded."""
    dirty = False
    while i < n:
        kind = CLASSES[text[i]]
        if kind == PLAIN:
            i += 1
        elif kind == MULTI:
            size = character(text, i, n)
            if size < 0:
                return size, dirty
            i += size
        elif kind == SPECIAL:
            if text[i] == quote:
                return i, dirty
            if text[i] == 60:
                return BAD_VALUE, dirty
            dirty = dirty or text[i] == 38
            i += 1
        elif kind == WHITE:
            dirty = True
            i += 1
        else:
            return BAD_CHARACTER, dirty
    return CUT, dirty


@compiled
def settled(text: Bytes, s: State, a: int, b: int, dirty: bool) -> tuple[int, int]:
    """This function will give where a value stands decoded: in its place, or behind the window."""
    if not dirty:
        return a, b
    first = s[SCRATCH]
    s[SCRATCH] = decoded(text, a, b, first)
    return first, s[SCRATCH]


@compiled
def _is(text: Bytes, a: int, b: int, name: Bytes) -> bool:
    if b - a != len(name):
        return False
    for i in range(b - a):  # noqa: SIM110
        if text[a + i] != name[i]:
            return False
    return True


@compiled
def element(text: Bytes, a: int, b: int) -> int:
    """This function will say what an element is by its local name."""
    size = b - a
    if size == 6 and _is(text, a, b, STRING):
        return TEXTUAL
    if size == 5:
        if _is(text, a, b, EVENT_NAME):
            return EVENT_ELEMENT
        if _is(text, a, b, TRACE_NAME):
            return TRACE_ELEMENT
        if _is(text, a, b, FLOAT):
            return DECIMAL
    if size == 4:
        if _is(text, a, b, DATE):
            return TEXTUAL
        if _is(text, a, b, LISTED):
            return LIST
    if size == 3:
        if _is(text, a, b, INT):
            return WHOLE
        if _is(text, a, b, LOG):
            return LOG_ELEMENT
    if _is(text, a, b, BOOLEAN) or _is(text, a, b, ID):
        return TEXTUAL
    return LIST if _is(text, a, b, CONTAINER) else OTHER


@compiled
def name_end(text: Bytes, i: int, n: int, seed: np.uint64) -> tuple[int, int, np.uint64]:
    """This function will find the end of the name at i, its first colon (or -1), and its hash."""
    h = seed
    colon = -1
    first = i
    while i < n and NAMING[text[i]] > (1 if i == first else 0):
        if text[i] >= 0x80:
            size = character(text, i, n)
            if size < 0:
                return size, colon, h
        else:
            size = 1
            if text[i] == 58 and colon < 0:
                colon = i
        for _ in range(size):
            h = (h ^ text[i]) * PRIME
            i += 1
    if i >= n:
        return CUT, colon, h
    return (BAD_TAG if i == first else i), colon, h


@compiled
def blank_end(text: Bytes, i: int, n: int) -> int:
    """This function will find where white space ends."""
    while i < n and (text[i] == 32 or text[i] == 10 or text[i] == 13 or text[i] == 9):
        i += 1
    return i


@compiled
def text_end(text: Bytes, i: int, n: int, inside: bool) -> tuple[int, int]:
    """This function will find the next `<`, n, or where something is cut or wrong; and the verdict (CUT or 0 at n)."""
    while i < n and text[i] != 60:
        byte = text[i]
        kind = CLASSES[byte]
        if not inside and byte != 32 and byte != 10 and byte != 13 and byte != 9:
            return i, BAD_TEXT
        if kind == MULTI:
            size = character(text, i, n)
            if size < 0:
                return i, size
            i += size
        elif kind == FORBIDDEN:
            return i, BAD_CHARACTER
        elif byte == 38:
            end, _ = reference(text, i, n)
            if end < 0:
                return i, end
            i = end
        elif byte == 93 and (i + 1 >= n or text[i + 1] == 93) and (i + 2 >= n or text[i + 2] == 62):
            return (i, CUT) if i + 2 >= n else (i, BAD_TEXT)
        else:
            i += 1
    return i, 0


@compiled
def aside_end(text: Bytes, i: int, n: int, closing: int) -> int:
    """This function will find the end of a comment (`closing` 45), CDATA (93) or instruction (63), or a verdict."""
    while i < n:
        byte = text[i]
        kind = CLASSES[byte]
        if kind == MULTI:
            size = character(text, i, n)
            if size < 0:
                return size
            i += size
            continue
        if kind == FORBIDDEN:
            return BAD_CHARACTER
        if byte == closing:
            if closing == 63:
                if i + 1 >= n:
                    return CUT
                if text[i + 1] == 62:
                    return i + 2
            else:
                if i + 2 >= n:
                    return CUT
                if text[i + 1] == closing:
                    if text[i + 2] == 62:
                        return i + 3
                    if closing == 45:
                        return BAD_COMMENT
        i += 1
    return CUT


@compiled
def aside(text: Bytes, at: int, n: int, depth: int, seed: np.uint64) -> int:
    """This function will find the end of what begins with `<!` or `<?` at `at`, or a verdict."""
    if text[at + 1] == 63:
        end, _, _ = name_end(text, at + 2, n, seed)
        if end < 0:
            return end
        if end - at == 5 and text[at + 2] | 32 == 120 and text[at + 3] | 32 == 109 and text[at + 4] | 32 == 108:
            return BAD_TAG
        if text[end] != 63 and blank_end(text, end, n) == end:
            return BAD_TAG
        return aside_end(text, end, n, 63)
    if at + 3 >= n:
        return CUT
    if text[at + 2] == 45:
        return aside_end(text, at + 4, n, 45) if text[at + 3] == 45 else BAD_TAG
    if text[at + 2] != 91:
        return DECLARED
    if at + 9 > n:
        return CUT
    if depth == 0 or not _is(text, at + 2, at + 9, CDATA):
        return BAD_TAG
    return aside_end(text, at + 9, n, 93)


@compiled
def hashed(text: Bytes, a: int, b: int, seed: np.uint64) -> np.uint64:
    """This function will give the hash of bytes, the same as `name_end` gives."""
    h = seed
    for i in range(a, b):
        h = (h ^ text[i]) * PRIME
    return h


@compiled
def written(cells: Cells, c: int, row: int, kind: int, key: int, key_end: int, value: int, value_end: int) -> None:
    """This function will write an attribute as cell c."""
    cells.row[c], cells.kind[c] = row, kind
    cells.key[c], cells.key_end[c] = key, key_end
    cells.value[c], cells.value_end[c] = value, value_end


@compiled
def scan(
    text: Bytes, n: int, s: State, stack: NDArray[np.uint64], seed: np.uint64, known: Known,
    rows: Rows, cells: Cells, of_traces: Cells, traces: Traces,
) -> tuple[int, int]:  # fmt: skip
    """This function will scan text[:n] from where state `s` stands: how many bytes are done, and a verdict (0: good).

    CUT means that the rest needs more bytes. Decoded values are written behind n, where as much room must be; the
    arrays must have room for all that n bytes can hold (`windows.py`). What they hold are places in `text`.
    """
    pos = 0
    event_at = 0
    seen = np.empty(MOST_ATTRIBUTES, dtype=np.uint64)
    s[SCRATCH] = n
    before = s.copy()
    verdict = 0
    while True:
        pos, verdict = text_end(text, pos, n, s[DEPTH] > 0)
        if verdict < 0 or pos >= n:
            break
        at = pos
        if at + 1 >= n:
            verdict = CUT
            break
        second = text[at + 1]

        if second == 33 or second == 63:
            end = aside(text, at, n, s[DEPTH], seed)
            if end < 0:
                verdict = end
                break
            pos = end
            continue

        if second == 47:
            end, _, h = name_end(text, at + 2, n, seed)
            if end > 0:
                end = blank_end(text, end, n)
                if end >= n:
                    end = CUT
            if end < 0:
                verdict = end
                break
            if text[end] != 62 or s[DEPTH] == 0 or stack[s[DEPTH] - 1] != h:
                verdict = BAD_END
                break
            s[DEPTH] -= 1
            if s[SKIP] > 0:
                if s[DEPTH] < s[SKIP]:
                    s[SKIP] = 0
            elif s[MODE] == IN_EVENT:
                s[MODE] = IN_TRACE if s[DEPTH] == 2 else IN_LOG
            elif s[MODE] == IN_TRACE:
                s[MODE] = IN_LOG
                s[OPEN] = 0
            else:
                s[ENDED] = 1
            pos = end + 1
            continue

        end, colon, h = name_end(text, at + 1, n, seed)
        if end < 0:
            verdict = end
            break
        first, last = at + 1, end
        key, key_end, key_dirty = -1, 0, False
        value, ends, value_dirty = -1, 0, False
        closed = False
        count = 0
        i = end
        while True:
            j = blank_end(text, i, n)
            if j >= n:
                verdict = CUT
                break
            if text[j] == 62:
                pos = j + 1
                break
            if text[j] == 47:
                if j + 1 >= n:
                    verdict = CUT
                elif text[j + 1] != 62:
                    verdict = BAD_TAG
                closed = True
                pos = j + 2
                break
            if j == i:
                verdict = BAD_TAG
                break
            named, _, name_hash = name_end(text, j, n, seed)
            if named < 0:
                verdict = named
                break
            k = blank_end(text, named, n)
            if k < n and text[k] != 61:
                verdict = BAD_TAG
                break
            k = blank_end(text, k + 1, n)
            if k >= n:
                verdict = CUT
                break
            if text[k] != 34 and text[k] != 39:
                verdict = BAD_TAG
                break
            past, dirty = value_end(text, k + 1, n, text[k])
            if past < 0:
                verdict = past
                break
            if dirty and decoded(text, k + 1, past, s[SCRATCH]) < 0:
                verdict = BAD_REFERENCE
                break
            if count == MOST_ATTRIBUTES:
                verdict = TOO_MANY
                break
            for m in range(count):
                if seen[m] == name_hash:
                    verdict = TWICE
            if verdict < 0:
                break
            seen[count] = name_hash
            count += 1
            if _is(text, j, named, KEY):
                key, key_end, key_dirty = k + 1, past, dirty
            elif _is(text, j, named, VALUE):
                value, ends, value_dirty = k + 1, past, dirty
            i = past + 1
        if verdict < 0:
            pos = at
            break

        prefix = np.int64(0) if colon < 0 else np.int64(hashed(text, first, colon, seed) >> ONE)
        local = first if colon < 0 else colon + 1
        depth = s[DEPTH]
        if depth == 0:
            if s[ROOTED] == 1:
                verdict = TWO_ROOTS
            elif element(text, local, last) != LOG_ELEMENT:
                verdict = NOT_XES
            if verdict < 0:
                pos = at
                break
            s[ROOTED] = 1
            s[PREFIX] = prefix
            s[MODE] = IN_LOG
            s[ENDED] = 1 if closed else 0
        else:
            kind = element(text, local, last) if prefix == s[PREFIX] else OTHER
            if s[SKIP] > 0:
                if kind >= TEXTUAL and s[SKIP] > 2:
                    s[NESTED] += 1
            elif s[MODE] == IN_LOG and kind == TRACE_ELEMENT:
                s[TRACE] += 1
                traces.name[s[TRACE] - s[FIRST_TRACE]] = -1
                traces.at[s[TRACE] - s[FIRST_TRACE]] = at
                if not closed:
                    s[OPEN] = 1
                    s[MODE] = IN_TRACE
            elif kind == EVENT_ELEMENT and s[MODE] != IN_EVENT:
                event_at = at
                before[:] = s
                row = s[ROWS]
                s[ROWS] = row + 1
                rows.trace[row] = s[TRACE] if s[MODE] == IN_TRACE else -1
                rows.at[row] = at
                rows.activity[row] = -1
                rows.time[row] = -1
                rows.start[row] = -1
                if not closed:
                    s[MODE] = IN_EVENT
            else:
                if s[MODE] >= IN_TRACE:
                    if kind < TEXTUAL:
                        s[FOREIGN] += 1
                    elif kind == LIST:
                        s[LISTS] += 1
                    elif key < 0 or value < 0:
                        s[KEYLESS] += 1
                    else:
                        key, key_end = settled(text, s, key, key_end, key_dirty)
                        value, ends = settled(text, s, value, ends, value_dirty)
                        if s[MODE] == IN_EVENT:
                            row = s[ROWS] - 1
                            if _is(text, key, key_end, known.activity):
                                rows.activity[row], rows.activity_end[row] = value, ends
                            elif _is(text, key, key_end, known.time):
                                rows.time[row], rows.time_end[row] = value, ends
                            elif _is(text, key, key_end, known.start):
                                rows.start[row], rows.start_end[row] = value, ends
                            else:
                                written(cells, s[CELLS], row, kind, key, key_end, value, ends)
                                s[CELLS] += 1
                        elif _is(text, key, key_end, known.case):
                            trace = s[TRACE] - s[FIRST_TRACE]
                            if traces.name[trace] != -1:
                                s[RENAMED] += 1
                            else:
                                traces.name[trace], traces.name_end[trace] = value, ends
                        else:
                            written(of_traces, s[TRACE_CELLS], s[TRACE], kind, key, key_end, value, ends)
                            s[TRACE_CELLS] += 1
                if not closed:
                    s[SKIP] = depth + 1
        if not closed:
            if depth == DEEPEST:
                verdict = TOO_DEEP
                pos = at
                break
            stack[depth] = h
            s[DEPTH] = depth + 1

    s[AT] = pos
    if s[MODE] == IN_EVENT:
        at = s[AT]
        s[:] = before
        s[AT] = at
        pos = event_at
        if verdict == 0:
            verdict = CUT
    return pos, verdict
