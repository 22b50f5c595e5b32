"""The lines that a reader writes down, one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tirek.plans.reading.markup import BLANKS, plain
from tirek.plans.reading.plan import Line

MARKS = re.compile(r"[\\*_<\[#&]")


def verbatim(text: str) -> str:
    """This function will escape what a Markdown reader would take for markup, where there is any."""
    return text if plain(text) == BLANKS.sub(" ", text).strip() else MARKS.sub(lambda found: "\\" + found[0], text)


@dataclass(slots=True)
class Written:
    """The lines so far. `aside` names those that stand outside the text (a page's foot, a footnote), and why."""

    lines: list[Line] = field(default_factory=list)
    aside: dict[int, str] = field(default_factory=dict)

    def text(self, text: str, *, page: int | None = None, aside: str | None = None) -> None:
        """This method will add a line of running text, and the blank line that ends its paragraph."""
        self.line(text, page=page, aside=aside)
        self.blank(page=page)

    def line(self, text: str, *, page: int | None = None, aside: str | None = None) -> None:
        """This method will add a line that the next one may carry on."""
        self._add(Line(len(self.lines) + 1, text, None, page), aside)

    def row(self, cells: Sequence[str], *, page: int | None = None) -> None:
        """This method will add a row of a table; a row without any text is not a row."""
        kept = tuple(BLANKS.sub(" ", cell).strip() for cell in cells)
        if any(kept):
            self._add(Line(len(self.lines) + 1, "\t".join(kept), kept, page), None)

    def blank(self, *, page: int | None = None) -> None:
        """This method will add a blank line, but never two in a row."""
        if self.lines and self.lines[-1].text:
            self._add(Line(len(self.lines) + 1, "", None, page), None)

    def _add(self, line: Line, aside: str | None) -> None:
        self.lines.append(line)
        if aside:
            self.aside[line.number] = aside
