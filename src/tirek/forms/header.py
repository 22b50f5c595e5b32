"""What an answered form says of itself: which form it answers, its own number, the one that it replaces.

It is all that is read of what came before it is kept. The reading is bounded: no document type, so no entities; no
deeper and no larger than any form that a person fills.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat  # a document type is refused before an entity can be declared

from tirek.forms.errors import InstanceIdMissing, SubmissionTooLarge, SubmissionUnreadable

MEGABYTES = 10
MOST_ELEMENTS = 200_000
DEEPEST = 100
LONGEST_ID = 120
ROSA = "http://openrosa.org/xforms"
IDS = ("instanceID", "deprecatedID")


@dataclass(frozen=True, slots=True)
class Header:
    """What an answered form says of itself. `replaces` is the number of the answers that it corrects, or empty."""

    form_id: str
    version: str
    instance_id: str
    replaces: str


def header_of(xml: bytes) -> Header:
    """This function will read who an answered form is.

    Raises `SubmissionUnreadable`, `SubmissionTooLarge`, `InstanceIdMissing`.
    """
    root: dict[str, str] = {}
    ids: dict[str, str] = {}
    path: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        path.append(name)
        if len(path) == 1:
            root.update(attributes)
        elif len(path) == 3 and path[1] == "meta" and name in IDS:
            if name in ids:
                raise SubmissionUnreadable
            ids[name] = ""

    def end() -> None:
        path.pop()

    def text(words: str) -> None:
        if len(path) == 3 and path[1] == "meta" and path[2] in IDS:
            ids[path[2]] += words

    walk(xml, start, end, text)
    numbers = {name: number.strip() for name, number in ids.items()}
    if not all(_is_id(number) for number in numbers.values() if number):
        raise SubmissionUnreadable
    if not numbers.get("instanceID"):
        raise InstanceIdMissing
    form_id, version = root.get("id", ""), root.get("version") or root.get(f"{ROSA} version", "")
    return Header(form_id, version, numbers["instanceID"], numbers.get("deprecatedID", ""))


def walk(
    xml: bytes,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[], None],
    text: Callable[[str], None],
) -> None:
    """This function will tell each element by its local name, its end, and what stands in it, in order.

    Raises `SubmissionUnreadable`, `SubmissionTooLarge`.
    """
    too_large = SubmissionTooLarge(megabytes=MEGABYTES, elements=MOST_ELEMENTS)
    if len(xml) > MEGABYTES * 1024 * 1024:
        raise too_large
    elements = depth = 0

    def begun(name: str, attributes: dict[str, str]) -> None:
        nonlocal elements, depth
        elements, depth = elements + 1, depth + 1
        if elements > MOST_ELEMENTS or depth > DEEPEST:
            raise too_large
        start(name.rpartition(" ")[2], attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end()

    def refused(*_declared: Any) -> None:
        raise SubmissionUnreadable

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begun, ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refused
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError) as fault:  # an encoding that nobody knows is one of the latter
        raise SubmissionUnreadable from fault


def _is_id(number: str) -> bool:
    return len(number) <= LONGEST_ID and number.isprintable() and " " not in number
