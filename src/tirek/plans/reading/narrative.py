"""Reads the narrative: its sections with their paragraphs, and the outputs as the text names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tirek.plans.reading import reasons
from tirek.plans.reading.budget_rows import NUMBERED_OUTPUT
from tirek.plans.reading.document import Claims, Document
from tirek.plans.reading.headings import OUTPUT
from tirek.plans.reading.plan import NarratedOutput, Section, Value

ENDED = (".", "!", "?", ":", ";", "…", ")", '"', "”", "»")
ITEM = re.compile(r"\s*(?:[-*•–]|\(?\d{1,2}[.)]|\(?[a-zа-я][.)])\s")
BROKEN = 100  # characters: a paragraph as long as that, without an end, was broken by a page
LONGEST_TITLE = 200


def parse(document: Document, claims: Claims) -> tuple[tuple[Section, ...], tuple[NarratedOutput, ...]]:
    """This function will read all that no other parser took; rows of unknown tables go to `claims.unread`."""
    headed: list[tuple[int, list[Value]]] = []
    for number, value in _passages(document, claims):
        if value is None:
            claims.used.add(number)
            headed.append((number, []))
        elif headed:
            headed[-1][1].append(value)
            claims.used.update((value.line, *value.continued))
        else:
            claims.unread.update(dict.fromkeys((value.line, *value.continued), reasons.OUTSIDE))
    sections = tuple(_section(document, number, paragraphs) for number, paragraphs in headed)
    return sections, tuple(_narrated(sections))


def _section(document: Document, number: int, paragraphs: list[Value]) -> Section:
    heading = document.headings[number]
    return Section(heading.number, Value(heading.text, number), heading.level, tuple(paragraphs))


def _passages(document: Document, claims: Claims) -> Iterator[tuple[int, Value | None]]:
    """This function will give each heading (without a value) and each paragraph, made whole again."""
    open_lines: list[int] = []
    for line in document.lines:
        number = line.number
        is_taken = claims.has(number) and number not in document.aside
        if is_taken or document.is_void(number):
            if is_taken and open_lines:
                yield _paragraph(document, open_lines)
                open_lines = []
            continue
        if line.cells is not None:
            claims.unread[number] = reasons.UNKNOWN_TABLE
            continue
        if open_lines and not _carries_on(document, open_lines, number):
            yield _paragraph(document, open_lines)
            open_lines = []
        if number in document.headings:
            yield number, None
        else:
            open_lines.append(number)
    if open_lines:
        yield _paragraph(document, open_lines)


def _paragraph(document: Document, lines: list[int]) -> tuple[int, Value]:
    return lines[0], Value(" ".join(map(document.saying, lines)), lines[0], continued=tuple(lines[1:]))


def _carries_on(document: Document, lines: list[int], number: int) -> bool:
    """This function will say whether a line goes on with the paragraph above it."""
    text, above = document.saying(number), document.saying(lines[-1])
    raw = document.lines[lines[-1] - 1].text
    if number in document.headings or ITEM.match(text) or OUTPUT.match(text):
        return False
    if number == lines[-1] + 1:
        return not raw.endswith("  ")  # Markdown's line break
    if above.endswith(ENDED) or ITEM.match(above):
        return False
    return (
        text[0].islower() or above.endswith(",") or sum(len(document.saying(line)) for line in lines[:BROKEN]) >= BROKEN
    )


def _narrated(sections: Iterable[Section]) -> Iterator[NarratedOutput]:
    """This function will find the outputs that the text describes: "Output 1: …" as a heading or before a paragraph."""
    for section in sections:
        number, title, paragraphs = None, None, list[Value]()
        if found := NUMBERED_OUTPUT.fullmatch(section.heading.text):
            number, title = found["number"], Value(_title(found["title"]), section.heading.line)
        for paragraph in section.paragraphs:
            found = NUMBERED_OUTPUT.fullmatch(paragraph.text)
            if not found:
                paragraphs.append(paragraph)
                continue
            if title:
                yield NarratedOutput(number, title, tuple(paragraphs))
            number, paragraphs = found["number"], []
            title = Value(_title(found["title"]), paragraph.line, continued=paragraph.continued)
            if title.text != found["title"].strip(" :"):
                paragraphs = [paragraph]
        if title:
            yield NarratedOutput(number, title, tuple(paragraphs))


def _title(text: str) -> str:
    """This function will take the title from the beginning of a paragraph that goes on after it."""
    text = text.strip(" :")
    if len(text) <= LONGEST_TITLE:
        return text
    return re.split(r"(?<=\w)[.:;](?:\s|$)", text, maxsplit=1)[0]
