"""Finds a plan's table where no lines are drawn: by its headings, and by the white rivers between its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tirek.plans.reading.alignment import nature
from tirek.plans.reading.readers.pdf_lines import TextLine

HEADINGS = re.compile(
    r"\b(outputs?|activit(?:y|ies)|time ?frame|responsible|funds?|funding|budget|amount|total|purpose|frequency|"
    r"expected action)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
ENOUGH = 3  # different headings, or filled columns
FAR = 2.5  # times the size of type: text so far below is not of the table
PITCH = 1.05  # times the distance of lines within a cell: a new row
RIVER = 0.4  # times the size of type; between words there is about a quarter


def unruled_tables(lines: Sequence[TextLine]) -> list[tuple[range, list[list[str]]]]:
    """This function will give the tables among the lines of a page: the positions of their lines, and their rows.

    A table reaches from its headings down to a heading of the text, the head of another table, or the first line
    that runs across its columns.
    """
    found = []
    heads = [at for at, line in enumerate(lines) if _is_head(line)]
    for start, stop in pairwise([*heads, len(lines)]):
        end, columns = start + 1, _columns(lines[start : start + 1])
        while end < stop and not _is_heading(lines[end], lines[start + 1]) and _gap(lines, end) < FAR * lines[end].size:
            following = _columns(lines[start : end + 1])
            if len(following) < max(ENOUGH, len(columns) - 2):
                break
            end, columns = end + 1, following
        if end - start > 1 and len(columns) >= ENOUGH:
            found.append((range(start, end), _rows(lines[start:end], columns)))
    return found


def _is_heading(line: TextLine, usual: TextLine) -> bool:
    return len(line.segments) == 1 and (line.size > usual.size * 1.05 or (line.is_bold and not usual.is_bold))


def _is_head(line: TextLine) -> bool:
    return len({found.lower() for found in HEADINGS.findall(line.text)}) >= ENOUGH and len(line.words) <= 30


def _gap(lines: Sequence[TextLine], at: int) -> float:
    return lines[at].top - lines[at - 1].bottom


def _columns(lines: Sequence[TextLine]) -> list[tuple[float, float]]:
    """This function will give the stretches of the page's width on which any word stands.

    A year does not count: it is often the heading of several columns.
    """
    spans = sorted((x0, x1) for line in lines for x0, x1, word in line.words if not YEAR.fullmatch(word))
    size = lines[0].size
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 - columns[-1][1] < RIVER * size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _rows(lines: Sequence[TextLine], columns: Sequence[tuple[float, float]]) -> list[list[str]]:
    """This function will make rows of lines.

    A line with marks, amounts or many cells begins a row; so does one that begins further left and lower than the
    lines of one cell do. All else carries on the row above.
    """
    rows: list[list[str]] = []
    pitches = [below.top - above.top for above, below in pairwise(lines)]
    for line, pitch in zip(lines, [0.0, *pitches], strict=True):
        cells = _cells(line, columns)
        natures = [nature(cell) for cell in cells if cell]
        is_lower = bool(any(cells[:2])) and pitch > PITCH * min(pitches)
        begins = is_lower or {"mark", "number", "output", "activity"} & set(natures) or len(natures) >= ENOUGH
        if begins or not rows:
            rows.append(cells)
        else:
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
    return rows


def _cells(line: TextLine, columns: Sequence[tuple[float, float]]) -> list[str]:
    """This function will put each word into the column it stands in or nearest to."""
    cells = [""] * len(columns)
    for x0, x1, text in line.words:
        middle = (x0 + x1) / 2
        nearest = min(range(len(columns)), key=lambda at: max(columns[at][0] - middle, middle - columns[at][1]))
        cells[nearest] = f"{cells[nearest]} {text}".strip()
    return cells
