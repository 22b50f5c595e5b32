"""The document as the parsers see it: its lines, what each says, which are headings, which stand aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tirek.plans.reading.headings import Heading, find_headings
from tirek.plans.reading.markup import is_decoration, plain
from tirek.plans.reading.plan import Line


@dataclass(frozen=True, slots=True)
class Document:
    """A document; `said`, like `lines`, is by position, the mappings are by line number.

    `said` is what a line says without markup, `headings` which lines are headings, `aside` which stand outside the
    text (a page's foot), and why.
    """

    lines: tuple[Line, ...]
    said: tuple[str, ...]
    headings: Mapping[int, Heading]
    aside: Mapping[int, str]

    def saying(self, number: int) -> str:
        """This method will give what a line says."""
        return self.said[number - 1]

    def cells(self, number: int) -> tuple[str, ...] | None:
        """This method will give the cells of a line, None where it is no row."""
        return self.lines[number - 1].cells

    def is_void(self, number: int) -> bool:
        """This method will say whether a line has nothing to read: blank, decoration, or outside the text."""
        return number in self.aside or is_decoration(self.lines[number - 1].text) or not self.said[number - 1]

    def after(self, number: int) -> Iterator[int]:
        """This method will give the numbers of the lines after one, those with nothing to read left out."""
        return (other for other in range(number + 1, len(self.lines) + 1) if not self.is_void(other))

    def before(self, number: int) -> Iterator[int]:
        """This method will give the numbers of the lines before one, nearest first, in the same way."""
        return (other for other in range(number - 1, 0, -1) if not self.is_void(other))


@dataclass(slots=True)
class Claims:
    """What has become of the lines: `used` for a value, `headings` of tables, `unread` with a reason."""

    used: set[int] = field(default_factory=set)
    headings: set[int] = field(default_factory=set)
    unread: dict[int, str] = field(default_factory=dict)

    def has(self, line: int) -> bool:
        """This method will say whether nobody need look at a line again."""
        return line in self.used or line in self.headings or line in self.unread


def look_at(lines: tuple[Line, ...], aside: Mapping[int, str]) -> Document:
    """This function will see what each line says and which lines are headings."""
    said = tuple(plain(line.text) if line.cells is None else " ".join(filter(None, line.cells)) for line in lines)
    return Document(lines, said, find_headings(lines, said, aside), aside)
