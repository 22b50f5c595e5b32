"""Text that is copied into a narrative from elsewhere: it stays text, and each number in it knows where it came from.

What is copied stands between three letters of the private use area, with its source, until the narrative is whole;
then `taken_apart` gives the narrative without them and where each piece stands in it. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_OPEN, _BETWEEN, _CLOSE = "\ue010", "\ue011", "\ue012"
_MARK = re.compile(f"{_OPEN}([^{_OPEN}{_BETWEEN}{_CLOSE}]*){_BETWEEN}|{_CLOSE}")
_UNWRITTEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ue000-\uf8ff\ufeff\ufffe\uffff]")
_SIGNS = re.compile(r"[\\`*\[|]|<(?=[A-Za-z/!])|&(?=#?\w+;)|(?<!\w)_|_(?!\w)")
_LINE_SIGNS = re.compile(r"^(#{1,6}(?= )|>)")
_BULLET = re.compile(r"^[*•+–]\s+")
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a narrative that was copied: its offsets, and its source in words."""

    start: int
    end: int
    source: str


def written(text: str) -> str:
    """This function will give text that somebody typed without the letters by which pieces are marked here."""
    return _UNWRITTEN.sub("", text)


def copied(text: str, source: str) -> str:
    """This function will mark a piece of Markdown as copied from a source; a piece within another counts for itself."""
    return f"{_OPEN}{_UNWRITTEN.sub('', source)}{_BETWEEN}{text}{_CLOSE}"


def line(text: str, source: str) -> str:
    """This function will give somebody's words on one line, as words: no sign in them is Markdown or a figure mark."""
    words = _escaped(" ".join(_UNWRITTEN.sub("", text).split()))
    return copied(words, source) if words else ""


def paragraphs(text: str, source: str) -> str:
    """This function will give somebody's words in their paragraphs and lists, as words otherwise."""
    blocks: list[str] = []
    for each in _UNWRITTEN.sub("", text).splitlines():
        words = _paragraph(each)
        if words.startswith("- ") and blocks and blocks[-1].startswith("- "):
            blocks[-1] += f"\n{words}"  # one list, not as many as it has items
        elif words:
            blocks.append(words)
    return copied("\n\n".join(blocks), source) if blocks else ""


def _paragraph(text: str) -> str:
    words = _BULLET.sub("- ", " ".join(text.split()))
    return _LINE_SIGNS.sub(r"\\\1", _escaped(words))


def _escaped(words: str) -> str:
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", words)


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1, last_words: bool = False) -> str:
    """This function will write a Markdown table: so many columns of words first, then numbers, to the right.

    `last_words` says that the last column holds words too.
    """
    right = [at >= words and not (last_words and at == len(headers) - 1) for at in range(len(headers))]
    rule = ["---:" if each else "---" for each in right]
    return "\n".join(_row(cells) for cells in (headers, rule, *rows))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell or NOTHING for cell in cells)} |"


def taken_apart(composed: str) -> tuple[str, tuple[Piece, ...]]:
    """This function will give a narrative without the marks of what is copied, and the pieces, inner before outer."""
    text: list[str] = []
    length, at = 0, 0
    begun: list[tuple[int, str]] = []
    pieces: list[Piece] = []
    for mark in _MARK.finditer(composed):
        text.append(composed[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark[0] != _CLOSE:
            begun.append((length, mark[1]))
        elif begun:
            start, source = begun.pop()
            pieces.append(Piece(start, length, source))
    return "".join([*text, composed[at:]]), tuple(pieces)


def sources_of(narrative: str, pieces: Iterable[Piece], places: Iterable[tuple[int, int]]) -> Iterator[str | None]:
    """This function will give the source of what stands at each place, as (line from 1, offset in it), or None.

    Lines are those of `str.splitlines`.
    """
    starts = [0]
    for each in narrative.splitlines(keepends=True):
        starts.append(starts[-1] + len(each))
    found = sorted(pieces, key=lambda piece: piece.end - piece.start)
    for line_number, column in places:
        offset = starts[line_number - 1] + column
        yield next((piece.source for piece in found if piece.start <= offset < piece.end), None)
