"""Cuts a narrative (plain text or Markdown) into sentences, each with the line and the offsets it stands at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from tirek.reports.claims.masking import mask
from tirek.reports.claims.vocabulary import LANGUAGES, words

LONGEST = 4000  # characters; what goes on longer without an end is cut at a blank, to keep the work bounded

_PREFIX = re.compile(r"[ \t]*(?:>[ \t]*)*(?:#{1,6}[ \t]+)?(?:[-*+•–][ \t]+)?")
_NUMBERING = re.compile(
    r"(?:\*\*|__)?\(?"
    r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}[.)]|[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}(?=[ \t]+[^\Wa-zа-я0-9_]))[ \t]+"
)
_ITEM = re.compile(r"[ \t]*(?:#{1,6}[ \t]|[-*+•–][ \t]|\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}[.)][ \t])")
_RULE = re.compile(r"[ \t]*(?:[-=_*]{3,}|\|?[ \t:|-]*-[ \t:|-]*\|[ \t:|-]*)[ \t]*$")
_END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?=\s)|[;](?=\s+[(]?[a-zа-яё0-9ivx]{1,3}[.)]\s)")
_NEXT = re.compile(r"[\s\"'“‘«(\[*_–—-]*")
_LAST_WORD = re.compile(r"(?:[^\W_]+\.)*[^\W_]+$")
_ROMAN = re.compile(r"[0-9]{1,2}|[ivx]{1,5}")
_LINE_BREAKS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_CELL = re.compile(r"[^|\t]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or one cell of a table row; `text` is what a reader sees of it (of a cell: the whole row).

    `start` and `end` are offsets in the document; `row` is the first cell of the row where this is a table.
    """

    start: int
    end: int
    text: str
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Narrative:
    """A text with its sentences; `masked` is equally long and without what is no quantity."""

    text: str
    masked: str
    lines: tuple[int, ...]
    sentences: tuple[Sentence, ...]

    def line(self, offset: int) -> int:
        """This method will give the line, from 1, that an offset stands in."""
        return bisect_right(self.lines, offset)

    def column(self, offset: int) -> int:
        """This method will give the offset within its line."""
        return offset - self.lines[self.line(offset) - 1]

    def line_end(self, offset: int) -> int:
        """This method will give where the line of an offset ends, its line break left out."""
        number = self.line(offset)
        end = self.lines[number] if number < len(self.lines) else len(self.text)
        while end > offset and self.text[end - 1] in _LINE_BREAKS:
            end -= 1
        return end


def read(text: str) -> Narrative:
    """This function will cut a narrative into its sentences. Lines are those of `str.splitlines`."""
    masked = mask(text)
    offsets, offset = [0], 0
    for line in text.splitlines(keepends=True):
        offset += len(line)
        offsets.append(offset)
    lines = tuple(offsets[:-1]) or (0,)
    sentences: list[Sentence] = []
    for start, end, row in _blocks(masked, [*lines, len(text)]):
        cuts = _cuts(masked, start, end) if row is None else _bounded(masked, start, end)
        for a, b in cuts:
            whole = row is not None and row.end - row.start <= LONGEST
            shown = _plain(text, row.start, row.end) if row is not None and whole else _plain(text, a, b)
            first = _plain(masked, *row.first) if row is not None else None
            sentences.append(Sentence(a, b, shown, first))
    return Narrative(text, masked, lines, tuple(sentences))


def _plain(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end][:LONGEST].split())


class Row(NamedTuple):
    """A table's row: where it starts and ends, and its first cell."""

    start: int
    end: int
    first: tuple[int, int]


def _blocks(masked: str, offsets: list[int]) -> Iterator[tuple[int, int, Row | None]]:
    """This function will give paragraphs, list items, headings and table cells as offsets, numbering left out."""
    begun: int | None = None
    previous = ""
    for start, end in pairwise(offsets):
        line = masked[start:end].rstrip()
        own = _stands_alone(line)
        if begun is not None and (not line or own or _breaks(previous, line)):
            yield begun, start, None
            begun = None
        if own:
            yield from _cells(line, start)
        elif line and begun is None:
            begun = start + _skipped(line)
        previous = line
        if line.lstrip().startswith("#") and begun is not None:
            yield begun, end, None
            begun = None
    if begun is not None:
        yield begun, offsets[-1], None


def _stands_alone(line: str) -> bool:
    return bool("\t" in line.strip() or line.lstrip().startswith("|") or _RULE.match(line))


def _breaks(previous: str, line: str) -> bool:
    """This function will say whether a line begins something new although no blank line stands before it."""
    if _ITEM.match(line):
        return not (line.lstrip()[:1].isdigit() and previous and previous[-1] not in ".:;!?") or bool(
            _ITEM.match(previous)
        )
    if line.isupper() or previous.isupper():
        return True
    letter = line.lstrip(" \t*_\"'“«(")[:1]
    return len(previous) < 60 and previous[-1:].isalnum() and (letter.isupper() or letter.isdigit())


def _skipped(line: str) -> int:
    prefix = _PREFIX.match(line)
    at = prefix.end() if prefix else 0
    numbering = _NUMBERING.match(line, at)
    return numbering.end() if numbering else at


def _cells(line: str, start: int) -> Iterator[tuple[int, int, Row | None]]:
    if _RULE.match(line):
        return
    first: tuple[int, int] | None = None
    for cell in _CELL.finditer(line):
        a, b = start + cell.start(), start + cell.end()
        if not cell[0].strip():
            continue
        first = first or (a, b)
        yield a + _skipped(cell[0]), b, Row(start, start + len(line), first)


def _cuts(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begun = start
    for found in _END.finditer(masked, start, end):
        at = found.end()
        if found[0][0] != "." or _ends(masked, begun, found.start(), at, end):
            yield from _bounded(masked, begun, at)
            begun = at
    yield from _bounded(masked, begun, end)


def _ends(masked: str, begun: int, dot: int, at: int, end: int) -> bool:
    """This function will say whether a full stop ends its sentence rather than a shortened word."""
    following = _NEXT.match(masked, at, end)
    after = following.end() if following else at
    if after >= end:
        return True
    letter = masked[after]
    if letter.isalpha() and not letter.isupper():
        return False
    last = _LAST_WORD.search(masked, max(begun, dot - 20), dot)
    if last is None:
        return True
    word = last[0].lower()
    if word in ("г", "гг", "ж", "жж") and masked[max(begun, last.start() - 6) : last.start()].strip()[-1:].isdigit():
        return len(masked[begun:dot].split()) > 6  # "… in the year 2022 г." may well end; "В 2022 г." never does
    if len(word) == 1 and last[0].isupper():
        return False
    numbering = begun == last.start() and _ROMAN.fullmatch(word) is not None
    return word not in _shortened() and not numbering


@cache
def _shortened() -> frozenset[str]:
    return frozenset().union(*(words("shortened", language) for language in LANGUAGES))


def _bounded(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and masked[start].isspace():
        start += 1
    while end - start > LONGEST:
        cut = masked.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        yield start, cut
        start = cut
    trimmed = start + len(masked[start:end].rstrip())
    if start < trimmed:
        yield start, trimmed
