"""Tells the head and foot of pages from their text: page numbers, and what returns on page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tirek.plans.reading.readers.pdf_lines import TextLine

NUMBER = re.compile(r"(?:page|стр\.?|-|–)?\s*\d{1,4}\s*(?:(?:of|/|из)\s*\d{1,4})?\s*(?:-|–)?|[ivx]{1,5}", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
OFTEN = 3  # pages on which a line must return


def margins(pages: Sequence[Sequence[TextLine]]) -> set[int]:
    """This function will give the identities (`id`) of the lines that are the head or the foot of a page.

    Of the outermost line the numbers may change from page to page; of the second one nothing may, for it may well be
    a heading of the text.
    """
    edges = [{id(line): _said(line, depth) for line, depth in _edge(page)} for page in pages]
    counts = Counter(said for page in edges for said in set(page.values()))
    found = {
        identity
        for page in edges
        for identity, said in page.items()
        if counts[said] >= OFTEN and counts[said] * 2 >= len(pages)
    }
    for page in pages:
        outermost = [line for line in (page[:1], page[-1:]) if line]
        found |= {id(line[0]) for line in outermost if NUMBER.fullmatch(line[0].text)}
    return found


def _edge(page: Sequence[TextLine]) -> Iterator[tuple[TextLine, int]]:
    """This function will give the two outermost lines at the top and at the bottom, with their depth."""
    for depth in (1, 0):
        yield from ((line, depth) for line in (*page[depth : depth + 1], *page[::-1][depth : depth + 1]))


def _said(line: TextLine, depth: int) -> str:
    text = line.text if depth else DIGITS.sub("#", line.text)
    return f"{text} {line.x0:.0f}"
