"""The document as the parsers see it: its lines, what each says, which are headings, which stand aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tirek.plans.reading.markup import hashes, is_bold, is_decoration, plain
from tirek.plans.reading.plan import Line

SECTIONS = (
    r"purpose|situation analysis|background|context|development challenge|strategy|rationale|introduction|"
    r"brief description|theory of change|project management|management arrangements|governance|"
    r"results and partnerships|results framework|monitoring|evaluation|(?:annual |multi-?year |budgeted )?work ?plan|"
    r"annex|legal context|risk (?:log|management|analysis)|budget$|"
    r"цель|введение|обоснование|краткое описание|управление|мониторинг|(?:годовой )?(?:рабочий )?план работ|приложени"
)
NAMED = re.compile(rf"(?:{SECTIONS})", re.IGNORECASE)
NUMBERED = re.compile(
    r"(?:(?:section|part|chapter|раздел)\s+)?(?P<number>[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+(?P<text>\S.*)"
)
OUTPUT = re.compile(r"(?:expected\s+)?(?:output|result|component|результат|компонент)\s*\d", re.IGNORECASE)
LONGEST = 120  # characters of a heading


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its number as printed, its words, and how deep it stands (1 is the outermost)."""

    number: str | None
    text: str
    level: int


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

    @property
    def taken(self) -> set[int]:
        """This property will give all lines that nobody need look at again."""
        return self.used | self.headings | set(self.unread)


def look_at(lines: tuple[Line, ...], aside: Mapping[int, str]) -> Document:
    """This function will see what each line says and which lines are headings."""
    said = tuple(plain(line.text) if line.cells is None else " ".join(filter(None, line.cells)) for line in lines)
    found = [
        line.number
        for line, text in zip(lines, said, strict=True)
        if line.number not in aside and line.cells is None and _is_heading(lines, said, line.number, text)
    ]
    depths = {number: depth for number in found if (depth := hashes(lines[number - 1].text))}
    outermost = min(depths.values(), default=1)
    parts = {number: _part(said[number - 1]) for number in found}
    is_numbered = any(number and not number[0].isdigit() for number, _ in parts.values())
    headings = {}
    for line_number, (number, text) in parts.items():
        depth = depths[line_number] - outermost + 1 if line_number in depths else None
        headings[line_number] = Heading(number, text, _level(number, text, depth, is_numbered))
    return Document(lines, said, headings, aside)


def _is_heading(lines: tuple[Line, ...], said: tuple[str, ...], number: int, text: str) -> bool:
    raw = lines[number - 1].text
    if not text or len(text) > LONGEST:
        return False
    if hashes(raw) or is_bold(raw):
        return True
    alone = all(
        is_decoration(lines[other - 1].text) for other in (number - 1, number + 1) if 1 <= other <= len(lines)
    )
    return alone and _looks_like_one(text)


def _looks_like_one(text: str) -> bool:
    numbered = NUMBERED.fullmatch(text)
    words = numbered["text"] if numbered else text
    if words[-1] in ".;,!?" or not words[0].isupper():
        return False
    shouted = words.isupper() and len(words.split()) > 1
    roman = bool(numbered) and not numbered["number"][0].isdigit()  # type: ignore[index]
    return shouted or roman or (bool(NAMED.match(words)) and len(words.split()) <= 8 and ":" not in words)


def _part(text: str) -> tuple[str | None, str]:
    """This function will part a heading into its number and its words."""
    found = NUMBERED.fullmatch(text)
    number, words = (found["number"], found["text"]) if found else (None, text)
    return number, words.rstrip(" :") or words


def _level(number: str | None, text: str, depth: int | None, is_numbered: bool) -> int:
    if number:
        return 1 + number.count(".") if number[0].isdigit() and depth is None else (depth or 1) if number[0].isdigit() else 1
    level = depth or (2 if is_numbered else 1)
    return max(level, 2) if is_numbered and OUTPUT.match(text) else level
