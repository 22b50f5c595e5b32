"""The numbers that Word writes before paragraphs by itself and keeps out of their text: "II.", "1.2", a bullet."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

BULLET = "-"
VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
ROMAN = tuple(zip(VALUES, ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"], strict=True))


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: the format, the text with %1 for the first level's number, the start."""

    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted (ECMA-376, part 1, 17.9)."""

    levels: dict[str, dict[int, Level]]
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def next(self, number_id: str, level: int) -> str:
        """This method will count one paragraph of a list and give what Word prints before it."""
        levels = self.levels.get(number_id)
        if not levels or level not in levels:
            return ""
        counts = self.counts[number_id]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if levels[level].form == "bullet":
            return BULLET
        return re.sub(r"%(\d)", lambda found: self._written(levels, counts, int(found[1]) - 1), levels[level].text)

    def _written(self, levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
        described = levels.get(level)
        return written(counts.get(level, described.start), described.form) if described else ""


def written(number: int, form: str) -> str:
    """This function will write a number as a list does: 4, iv, IV, d, D."""
    if form.endswith("Roman"):
        digits = ""
        for value, letters in ROMAN:
            while number >= value and number < 5000:
                digits, number = digits + letters, number - value
        return digits.upper() if form.startswith("upper") else digits
    if form.endswith("Letter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26 % 10)
        return letter.upper() if form.startswith("upper") else letter
    return "" if form == "none" else str(number)


def numbering_of(element: Any | None) -> Numbering:
    """This function will read the lists from the root element of Word's numbering part, None where there is none."""
    if element is None:
        return Numbering({})
    abstract = {
        each.get(qn("w:abstractNumId")): {
            int(level.get(qn("w:ilvl"))): _level(level) for level in each.findall(qn("w:lvl"))
        }
        for each in element.findall(qn("w:abstractNum"))
    }
    levels = {}
    for number in element.findall(qn("w:num")):
        kind = number.find(qn("w:abstractNumId"))
        levels[number.get(qn("w:numId"))] = abstract.get(kind.get(qn("w:val")), {}) if kind is not None else {}
    return Numbering(levels)


def _level(level: Any) -> Level:
    def value(tag: str, default: str) -> str:
        found = level.find(qn(tag))
        return default if found is None else str(found.get(qn("w:val"), default))

    return Level(value("w:numFmt", "decimal"), value("w:lvlText", ""), int(value("w:start", "1")))
