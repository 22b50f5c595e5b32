"""From the words on a page to its lines, and from lines to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
ITEM = re.compile(r"[-•–▪●]|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s")
APART = 2.5  # times the size of type: words so far apart stand in two columns
CLOSE = 1.0  # times the size of type: lines so near belong to one paragraph
WORD_GAP = 0.25


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a page: its segments (one, unless wide gaps part it) with where each begins, and how it is set.

    Lengths are in points; `right` is how far the lines around it reach.
    """

    segments: tuple[str, ...]
    starts: tuple[float, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    is_bold: bool
    words: tuple[tuple[float, float, str], ...]
    page: int
    right: float

    @property
    def text(self) -> str:
        """This property will give the text of the whole line."""
        return " ".join(self.segments)


def lines_of(words: Iterable[dict[str, Any]], page: int, middle: float) -> list[TextLine]:
    """This function will put the words of a page into lines, from top to bottom.

    `middle` is that of the page or the cell: text reaches to its longest line, and beyond the middle in any case.
    """
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["bottom"], word["x0"])):
        if rows and word["bottom"] - rows[-1][0]["bottom"] <= 0.4 * word["size"]:
            rows[-1].append(word)
        else:
            rows.append([word])
    right = max([middle, *(word["x1"] for row in rows for word in row)])
    return [_line(sorted(row, key=lambda word: word["x0"]), page, right) for row in rows]


def _line(words: Sequence[dict[str, Any]], page: int, right: float) -> TextLine:
    size = round(max(word["size"] for word in words), 1)
    segments: list[list[dict[str, Any]]] = [[words[0]]]
    for before, word in pairwise(words):
        if word["x0"] - before["x1"] > APART * size:
            segments.append([])
        segments[-1].append(word)
    return TextLine(
        segments=tuple(" ".join(word["text"] for word in segment) for segment in segments),
        starts=tuple(segment[0]["x0"] for segment in segments),
        x0=words[0]["x0"],
        x1=words[-1]["x1"],
        top=min(word["top"] for word in words),
        bottom=max(word["bottom"] for word in words),
        size=size,
        is_bold=all(BOLD.search(word["fontname"]) for word in words),
        words=tuple((word["x0"], word["x1"], word["text"]) for word in words),
        page=page,
        right=right,
    )


def joined_text(above: str, below: str) -> str:
    """This function will join two lines of one text: with a blank, unless a word was cut at a hyphen or a slash."""
    is_cut = above.endswith("/") or (above.endswith("-") and below[:1].islower())
    return f"{above}{'' if is_cut else ' '}{below}".strip()


def paragraphs_of(lines: Sequence[TextLine]) -> list[TextLine]:
    """This function will join lines that were broken only because the next word did not fit."""
    joined: list[TextLine] = []
    for line in lines:
        if joined and (_goes_on(joined[-1], line) or _hangs(joined[-1], line)):
            above = joined[-1]
            *before, last = above.segments
            segments = (*before, joined_text(last, line.text))
            joined[-1] = replace(line, segments=segments, starts=above.starts, page=above.page)
        else:
            joined.append(line)
    return joined


def _goes_on(above: TextLine, line: TextLine) -> bool:
    if len(above.segments) > 1 or len(line.segments) > 1 or ITEM.match(line.text):
        return False
    first_word = line.words[0][1] - line.words[0][0]
    return _is_near(above, line) and above.x1 + WORD_GAP * line.size + first_word > above.right


def _hangs(above: TextLine, line: TextLine) -> bool:
    """This function will say whether a line carries on the right one of two columns, as on covers without rules."""
    under = abs(above.starts[-1] - line.x0) < WORD_GAP * line.size
    return len(above.segments) > 1 and len(line.segments) == 1 and under and _is_near(above, line)


def _is_near(above: TextLine, line: TextLine) -> bool:
    alike = abs(above.size - line.size) < 0.5 and above.is_bold == line.is_bold
    turned = line.top < above.top  # the page was turned between them
    return alike and (turned or line.top - above.bottom <= CLOSE * line.size)
