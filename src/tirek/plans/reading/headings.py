"""Finds the headings of a document: by hash signs, by bold lines, by number, by capitals, by name."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from tirek.plans.reading.markup import hashes, is_bold, is_decoration
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
    r"(?:(?:section|part|chapter|раздел)\s+)?"
    r"(?:(?P<roman>[IVX]{1,5})[.):]\s*|(?P<arabic>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+)(?P<text>[^\W\d].*)"
)
OUTPUT = re.compile(r"(?:expected\s+)?(?:output|result|component|результат|компонент)\s*\d", re.IGNORECASE)
FIELD = re.compile(r"(?!annex|приложение)[^:]*:", re.IGNORECASE)  # what has a colon in it is a field of the cover
LONGEST = 200  # characters of a heading


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its number as printed, its words, and how deep it stands (1 is the outermost)."""

    number: str | None
    text: str
    level: int


def find_headings(lines: tuple[Line, ...], said: tuple[str, ...], aside: Collection[int]) -> dict[int, Heading]:
    """This function will give the headings by line number; `said` is what each line says without markup."""
    found = {
        line.number: text
        for line, text in zip(lines, said, strict=True)
        if line.number not in aside and line.cells is None and _is_heading(lines, line.number, text)
    }
    depths = {number: hashes(lines[number - 1].text) for number in found}
    outermost = min(filter(None, depths.values()), default=1)
    parts = {number: _part(text) for number, text in found.items()}
    is_numbered = any(number and not number[0].isdigit() for number, _ in parts.values())
    return {
        line: Heading(number, text, _level(number, text, max(depths[line] - outermost + 1, 0), is_numbered))
        for line, (number, text) in parts.items()
    }


def _is_heading(lines: tuple[Line, ...], number: int, text: str) -> bool:
    raw = lines[number - 1].text
    if not text or len(text) > LONGEST:
        return False
    if hashes(raw) or is_bold(raw):
        return True
    around = (other for other in (number - 1, number + 1) if 1 <= other <= len(lines))
    return all(is_decoration(lines[other - 1].text) for other in around) and _looks_like_one(text)


def _looks_like_one(text: str) -> bool:
    """This function will judge a line that stands alone: a Roman number, capitals, or the name of a known section."""
    number, words = _part(text)
    if words[-1] in ".;,!?" or not words[0].isupper():
        return False
    shouted = words.isupper() and len(words.split()) > 1
    is_roman = number is not None and not number[0].isdigit()
    return shouted or is_roman or (bool(NAMED.match(words)) and len(words.split()) <= 8 and not FIELD.match(words))


def _part(text: str) -> tuple[str | None, str]:
    """This function will part a heading into its number and its words."""
    found = NUMBERED.fullmatch(text)
    number, words = (found["roman"] or found["arabic"], found["text"]) if found else (None, text)
    return number, words.rstrip(" :") or words


def _level(number: str | None, text: str, depth: int, is_numbered: bool) -> int:
    """This function will give the level: a Roman number is a part, hash signs count, 1.2 stands under 1.

    `depth` is counted from hash signs and 0 where there are none.
    """
    if number and not number[0].isdigit():
        return 1
    if depth == 0 and number:
        return 1 + number.count(".")
    level = depth or (2 if is_numbered else 1)
    return max(level, 2) if is_numbered and OUTPUT.match(text) else level
