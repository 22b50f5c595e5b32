"""What an answered form says, as it was sent: texts by group and name, repeats as lists.

It is read only after it was kept, and made anew from it at any time. The reading is bounded as `header` bounds it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tirek.forms.answers import FILES
from tirek.forms.errors import AnswersEncrypted
from tirek.forms.header import walk
from tirek.xlsforms import Field

AUDIT = "meta/audit"
"""Where clients name their own record of how the form was filled."""
TEMPLATE = "http://openrosa.org/javarosa template"
PLAUSIBLE_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: the answers, the names of the files that they speak of, and the times that the device told."""

    answers: dict[str, Any]
    expected: tuple[str, ...]
    started_at: datetime | None
    ended_at: datetime | None


class _Element:
    """An element while it is read: its texts, and what stands below it, by name and in order."""

    __slots__ = ("below", "kept", "path", "texts")

    def __init__(self, path: str, kept: bool = True) -> None:
        self.path = path
        self.kept = kept
        self.texts: list[str] = []
        self.below: dict[str, list[Any]] = {}


def read(xml: bytes, fields: Iterable[Field]) -> Read:
    """This function will read an answered form.

    Raises `SubmissionUnreadable`, `SubmissionTooLarge`, `AnswersEncrypted`.
    """
    kinds = {field.path: field.kind for field in fields}
    repeats = {path for path, kind in kinds.items() if kind == "repeat"}
    answers = _tree(xml, repeats)
    told = list(_told(answers, ""))
    files = [text for path, text in told if text and (path == AUDIT or kinds.get(path) in FILES)]
    times = {kind: text for path, text in reversed(told) if (kind := kinds.get(path)) in ("start", "end")}
    return Read(answers, tuple(dict.fromkeys(files)), _moment(times.get("start", "")), _moment(times.get("end", "")))


def _tree(xml: bytes, repeats: Collection[str]) -> dict[str, Any]:
    top = _Element("")
    opened = [top]

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if opened[-1] is top and attributes.get("encrypted") == "yes":
            raise AnswersEncrypted
        path = "" if opened[-1] is top else f"{opened[-1].path}/{name}".lstrip("/")
        opened.append(_Element(path, opened[-1] is top or TEMPLATE not in attributes))

    def end() -> None:
        element = opened.pop()
        if element.kept:
            name = element.path.rpartition("/")[2]
            opened[-1].below.setdefault(name, []).append(_value(element, repeats))

    def text(words: str) -> None:
        opened[-1].texts.append(words)

    walk(xml, start, end, text)
    (answers,) = top.below[""]
    return answers if isinstance(answers, dict) else {}


def _value(element: _Element, repeats: Collection[str]) -> Any:
    """What stands below an element, or its text where nothing does.

    More of a name than the form has is kept as a list as well: what was sent is told, whatever it is.
    """
    if not element.below and element.path not in repeats:
        return "".join(element.texts)
    found = {}
    for name, values in element.below.items():
        is_list = len(values) > 1 or f"{element.path}/{name}".lstrip("/") in repeats
        found[name] = values if is_list else values[0]
    return found


def _told(told: Any, path: str) -> Iterator[tuple[str, str]]:
    """Each text that was sent, with the path of its field."""
    if isinstance(told, str):
        yield path, told
    elif isinstance(told, list):
        for each in told:
            yield from _told(each, path)
    else:
        for name, below in told.items():
            yield from _told(below, f"{path}/{name}".lstrip("/"))


def _moment(told: str) -> datetime | None:
    """A moment as a device tells it, None where it tells none: its clock may be wrong, and it is only ever shown."""
    try:
        moment = datetime.fromisoformat(told.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo and moment.year in PLAUSIBLE_YEARS else None
