"""Reads the cover: labelled fields, the resources by source, the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from tirek.plans.reading import reasons
from tirek.plans.reading.amounts import find_amount
from tirek.plans.reading.columns import is_head
from tirek.plans.reading.cover_labels import (
    AFTER_QUALIFIER,
    GROUP,
    LABELS,
    PERSON,
    SIGNATURE_FIELDS,
    STAMP,
    STAMP_CODE,
)
from tirek.plans.reading.dates import find_days, only_day
from tirek.plans.reading.document import Claims, Document
from tirek.plans.reading.headings import NAMED
from tirek.plans.reading.plan import Cover, Resource, Value

AMOUNTS = ("resources_required", "resources_allocated")
DATES = ("dates", "start", "end", "signed_on")
BRIEF = re.compile(r"brief description|краткое описание", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
BULLET = "-•*– "
LONGEST_TITLE = 60  # characters of a title under which a signatory signs
MOST_RESOURCES = 12
STAMP_LINES = 2  # what an electronic signature prints under its first line: a name and a code


@dataclass(slots=True)
class _Found:
    """The fields found so far, by the name that `Cover` gives them."""

    claims: Claims
    fields: dict[str, Any] = field(default_factory=dict)
    outputs: list[Value] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    agreed: bool = False

    def keep(self, name: str, value: Value | None, more: tuple[int, ...] = ()) -> bool:
        """This method will keep the first value that is found for a field, and say whether this was it."""
        if value is None or name in self.fields:
            return False
        self.fields[name] = replace(value, continued=more) if more else value
        self.claims.used.update((value.line, *more))
        return True

    def take_output(self, value: Value) -> bool:
        """This method will add an expected output."""
        self.outputs.append(value)
        self.claims.used.update((value.line, *value.continued))
        return True


def parse(document: Document, claims: Claims) -> Cover:
    """This function will read the fields of the cover, which ends where the first part of the text begins."""
    found = _Found(claims)
    last = _end(document)
    for number in range(1, last + 1):
        if document.is_void(number) or claims.has(number):
            continue
        if STAMP.fullmatch(document.saying(number)):
            _stamp(document, number, found)
        elif only := only_day(document.saying(number), number) if found.agreed else None:
            found.keep("signed_on", only)
        else:
            _fields(document, number, last, found)
    return Cover(**found.fields, outputs=tuple(found.outputs), resources=tuple(found.resources))


def _end(document: Document) -> int:
    """This function will find the last line of the cover: the first part, or the first table of work, comes after it.

    A heading without a number ends it only once a field was seen; before, it may be the title of the document.
    """
    any_field = False
    for line in document.lines:
        heading = document.headings.get(line.number)
        named = any_field and heading and NAMED.match(heading.text) and not BRIEF.match(heading.text)
        if named or (heading and heading.number) or (line.cells and is_head(line.cells)):
            return line.number - 1
        label = _label(document.saying(line.number))
        any_field |= bool(label and (label[2] or line.cells))
    return len(document.lines)


def _label(text: str) -> tuple[str, str, bool] | None:
    """This function will part a text into the field it names and what follows; the bool says whether a colon did."""
    for name, pattern in LABELS:
        if found := pattern.match(text):
            rest = text[found.end() :]
            if name in ("outcome", "outputs"):
                rest = AFTER_QUALIFIER.sub("", rest, count=1)
            return name, rest, bool(found["colon"])
    return None


def _cell_label(text: str) -> tuple[str, str] | None:
    """This function will see a label in a cell of its own, or with a colon or an amount behind it."""
    named = _label(text)
    if named and (named[2] or not named[1] or named[0] in AMOUNTS):
        return named[:2]
    return None


def _fields(document: Document, number: int, last: int, found: _Found) -> None:
    cells = document.cells(number)
    if cells is None:
        _line_field(document, number, last, found)
        return
    filled = [cell for cell in cells if cell]
    taken, position = False, 0
    while position < len(filled):
        named = _cell_label(filled[position])
        position += 1
        if named is None:
            continue
        name, text = named
        if not text and position < len(filled) and not _cell_label(filled[position]):
            text = filled[position]
            position += 1
        found.agreed |= name == "agreed"
        taken |= _take(found, name if name != "agreed" else "signatory", text, number)
    if taken:
        return
    if not cells[0] and found.outputs and number - 1 == found.outputs[-1].line:
        found.take_output(Value(" ".join(filled), number))
    elif "resources_allocated" in found.fields:
        _resource(" ".join(filled), number, found, None)


def _line_field(document: Document, number: int, last: int, found: _Found) -> None:
    named = _label(document.saying(number))
    if not named:
        return
    name, text, has_colon = named
    if name == "agreed":
        found.agreed = True
        _signature(document, number, last, found)
    elif name in AMOUNTS:
        if _take(found, name, text, number) and name == "resources_allocated":
            _resources(document, number, last, found)
    elif text and has_colon:
        more = () if name in DATES else tuple(_wrapped(document, number, last))
        _take(found, name, " ".join([text, *map(document.saying, more)]), number, more)
    elif not text:
        below = next((line for line in document.after(number) if line <= last), None)
        if below and _is_value(document, below):
            _take(found, name, document.saying(below), below, (number,))


def _is_value(document: Document, line: int) -> bool:
    """This function will say whether a line may be the value of the label above: text, no label, no heading."""
    text = document.saying(line)
    return not (document.cells(line) or line in document.headings or _label(text) or NAMED.match(text))


def _wrapped(document: Document, number: int, last: int) -> Iterator[int]:
    """This function will give the lines right under one that carry its text on: no blank, no label, no heading."""
    for line in range(number + 1, last + 1):
        text = document.saying(line)
        if document.is_void(line) or document.cells(line) or line in document.headings or _label(text):
            return
        if text[0] in BULLET or STAMP.match(text) or document.lines[line - 2].text.endswith("  "):
            return
        yield line


def _take(found: _Found, name: str, text: str, number: int, more: tuple[int, ...] = ()) -> bool:
    """This function will keep a field that was not yet read, and say whether it did; `more` are its further lines."""
    text = text.strip()
    if not text or (name in SIGNATURE_FIELDS and not found.agreed):
        return False
    if name in AMOUNTS:
        return found.keep(name, find_amount(text, number), more)
    if name in DATES:
        return _take_days(found, name, text, number, more)
    if name == "outputs":
        return found.take_output(Value(text, number, continued=more))
    return found.keep(name, Value(text, number), more)


def _take_days(found: _Found, name: str, text: str, number: int, more: tuple[int, ...]) -> bool:
    days = find_days(text, number)
    if name in ("end", "signed_on"):
        return bool(days) and found.keep(name, days[0], more)
    kept = [found.keep(end, day, more) for end, day in zip(("start", "end"), days, strict=False)]
    return any(kept)


def _resources(document: Document, number: int, last: int, found: _Found) -> None:
    """This function will read the sources listed under the allocated resources, until a line is none."""
    group: Value | None = None
    for count, line in enumerate(document.after(number)):
        text = document.saying(line).lstrip(BULLET)
        if count > MOST_RESOURCES or line > last or document.cells(line) or _label(text):
            return
        if GROUP.fullmatch(text):
            group = Value(text.rstrip(": "), line)
            found.claims.unread[line] = reasons.NO_AMOUNT
        elif not _resource(text, line, found, group):
            return


def _resource(text: str, line: int, found: _Found, group: Value | None) -> bool:
    amount = find_amount(text, line)
    if amount is None or not text.rstrip(" .").endswith(amount.text) or YEAR.fullmatch(amount.text):
        return False
    source = text.rstrip(" .").removesuffix(amount.text).strip(BULLET + ":")
    if not source or len(source) > LONGEST_TITLE:
        return False
    found.resources.append(Resource(Value(source, line), amount, group))
    found.claims.used.add(line)
    if group:
        found.claims.unread.pop(group.line, None)
        found.claims.used.add(group.line)
    return True


def _signature(document: Document, number: int, last: int, found: _Found) -> None:
    """This function will read the name and the function printed under "Agreed by"."""
    below = [line for line in islice(document.after(number), 2) if line <= last]
    if not below or not _is_value(document, below[0]) or not PERSON.fullmatch(document.saying(below[0])):
        return
    kept = found.keep("signatory", Value(document.saying(below[0]), below[0]), (number,))
    if kept and len(below) > 1 and _is_value(document, below[1]):
        role = document.saying(below[1])
        if len(role) <= LONGEST_TITLE and not STAMP.match(role) and not only_day(role, below[1]):
            found.keep("signatory_role", Value(role, below[1]))


def _stamp(document: Document, number: int, found: _Found) -> None:
    """This function will set the lines of an electronic signature aside: its name is not the printed one."""
    found.claims.unread[number] = reasons.STAMP
    for line in islice(document.after(number), STAMP_LINES):
        text = document.saying(line)
        if not (PERSON.fullmatch(text) or STAMP_CODE.fullmatch(text)):
            return
        found.claims.unread[line] = reasons.STAMP
