"""Tells the head and foot of pages from their text: page numbers, and what returns on page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tirek.plans.reading.readers.pdf_lines import TextLine

NUMBER = re.compile(r"(?:page|стр\.?|-|–)?\s*\d{1,4}\s*(?:(?:of|/|из)\s*\d{1,4})?\s*(?:-|–)?|[ivx]{1,5}", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
EDGE = 2  # lines at the top and at the bottom of a page
OFTEN = 3  # pages on which a line must return


def margins(pages: Sequence[Sequence[TextLine]]) -> set[int]:
    """This function will give the identities (`id`) of the lines that are the head or the foot of a page."""
    edges = [{id(line): line for line in (*page[:EDGE], *page[-EDGE:])} for page in pages]
    counts = Counter(said for page in edges for said in {_said(line) for line in page.values()})
    found = {
        identity
        for page in edges
        for identity, line in page.items()
        if counts[_said(line)] >= OFTEN and counts[_said(line)] * 2 >= len(pages)
    }
    for page in pages:
        outermost = [line for line in (page[:1], page[-1:]) if line]
        found |= {id(line[0]) for line in outermost if NUMBER.fullmatch(line[0].text)}
    return found


def _said(line: TextLine) -> str:
    """This function will give the line with its numbers taken out, which change from page to page."""
    return f"{DIGITS.sub('#', line.text)} {line.x0:.0f}"
