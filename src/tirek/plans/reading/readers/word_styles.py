"""What the styles of a Word document say about a paragraph: heading, bold, numbered."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from docx.oxml.ns import qn

HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
DEEPEST = 6
LONGEST = 12  # styles that one may be based on, one upon the other
OFF = ("0", "false", "off", "none")


class Styles:
    """The styles of one document, each looked up once."""

    def __init__(self, element: Any) -> None:
        self._by_id = {style.get(qn("w:styleId")): style for style in element.findall(qn("w:style"))}
        self.chain = cache(self._chain)

    def _chain(self, style_id: str | None) -> tuple[Any, ...]:
        """This method will give a style and those it is based on."""
        found: list[Any] = []
        while style_id in self._by_id and len(found) < LONGEST:
            style = self._by_id[style_id]
            found.append(style)
            style_id = _value(style, "w:basedOn")
        return tuple(found)

    def heading_level(self, paragraph: Any) -> int:
        """This method will give the level of a heading, 0 for a paragraph that is none."""
        for each in self._each(paragraph):
            if (outline := _value(each.find(qn("w:pPr")), "w:outlineLvl")) is not None:
                return min(int(outline) + 1, DEEPEST) if int(outline) < 9 else 0
            name = _value(each, "w:name") or ""
            if found := HEADING.fullmatch(name):
                return min(int(found[1]), DEEPEST)
            if name.lower() == "title":
                return 1
        return 0

    def is_bold(self, paragraph: Any) -> bool:
        """This method will say whether all of a paragraph's text is bold."""
        runs = [
            run for run in paragraph.iter(qn("w:r")) if "".join(text.text or "" for text in run.iter(qn("w:t"))).strip()
        ]
        from_style = next((bold for style in self._each(paragraph)[1:] if (bold := _bold(style)) is not None), False)
        return bool(runs) and all(from_style if (bold := _bold(run)) is None else bold for run in runs)

    def number_of(self, paragraph: Any) -> tuple[str, int] | None:
        """This method will give the list that a paragraph belongs to, and its level in it."""
        for each in self._each(paragraph):
            properties = each.find(qn("w:pPr"))
            numbered = properties.find(qn("w:numPr")) if properties is not None else None
            if numbered is not None and (number := _value(numbered, "w:numId")) is not None:
                return (number, int(_value(numbered, "w:ilvl") or 0)) if number != "0" else None
        return None

    def _each(self, paragraph: Any) -> tuple[Any, ...]:
        """This method will give what has a say in a paragraph's looks: itself, its style, what that is based on."""
        return (paragraph, *self.chain(_value(paragraph.find(qn("w:pPr")), "w:pStyle")))


def _value(element: Any | None, tag: str) -> str | None:
    found = element.find(qn(tag)) if element is not None else None
    return None if found is None else found.get(qn("w:val"))


def _bold(element: Any) -> bool | None:
    properties = element.find(qn("w:rPr"))
    bold = properties.find(qn("w:b")) if properties is not None else None
    return None if bold is None else bold.get(qn("w:val"), "true") not in OFF
