"""What answers say, by the form that asked: told line by line, or laid out in flat tables; one rule hides in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tirek.xlsforms import Field

GROUPS = ("group", "repeat")
FILES = ("image", "audio", "video", "file", "background-audio", "audit")
SILENT = ("note",)
"""Kinds that show something and take no answer."""
Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page of answers: a heading, an answer, or that an answer is hidden from the reader's role."""

    field: Field
    label: str
    level: int
    number: int = 0
    value: str = ""
    shown: str = ""
    hidden: bool = False

    @property
    def is_heading(self) -> bool:
        """This property will say whether the line stands above others."""
        return self.field.kind in GROUPS

    @property
    def is_file(self) -> bool:
        """This property will say whether the answer is the name of a file."""
        return self.field.kind in FILES


@dataclass(frozen=True, slots=True)
class Table:
    """One flat table of a form's answers: the form itself (`repeat` is empty), or one of its repeats."""

    repeat: str
    fields: tuple[Field, ...]

    @property
    def name(self) -> str:
        """This property will name the table after its repeat."""
        return self.repeat.replace("/", ".")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: where in the submission it stands (`2` or `2.1`, empty for the form itself), its cells."""

    place: str
    cells: tuple[str, ...]


def hidden_paths(fields: Iterable[Field], hidden: frozenset[str]) -> frozenset[str]:
    """This function will name the fields that a reader does not see: those with a hidden mark, and all within them."""
    found: set[str] = set()
    for field in fields:
        if field.mark in hidden or any(above in found for above in _above(field.path)):
            found.add(field.path)
    return frozenset(found)


def lines(fields: tuple[Field, ...], answers: Answers, hidden: frozenset[str], language: str) -> Iterator[Line]:
    """This function will tell the answers in the order in which they were asked.

    A group without an answer is left out, and so is a question that was not answered. What is hidden says so, whether
    it was answered or not.
    """
    out_of_sight = hidden_paths(fields, hidden)
    yield from _within("", 0, fields, answers, out_of_sight, language)


def _within(
    above: str, level: int, fields: tuple[Field, ...], answers: Answers, out_of_sight: frozenset[str], language: str
) -> Iterator[Line]:
    for field in fields:
        if _parent(field.path) != above or field.kind in SILENT:
            continue
        label, told = text(field.labels, language) or _name(field.path), answers.get(_name(field.path))
        if field.path in out_of_sight:
            yield Line(field, label, level, hidden=True)
        elif field.kind == "repeat":
            for number, each in enumerate(told if isinstance(told, list) else [], start=1):
                below = list(_within(field.path, level + 1, fields, each, out_of_sight, language))
                yield Line(field, label, level, number=number)
                yield from below
        elif field.kind == "group":
            below = list(_within(field.path, level + 1, fields, _group(told), out_of_sight, language))
            if below:
                yield Line(field, label, level)
                yield from below
        elif isinstance(told, str) and told:
            yield Line(field, label, level, value=told, shown=shown(field, told, language))


def tables(fields: tuple[Field, ...], hidden: frozenset[str]) -> tuple[Table, ...]:
    """This function will give the flat tables of a form, the form's own first, without what is hidden."""
    out_of_sight = hidden_paths(fields, hidden)
    seen = [field for field in fields if field.path not in out_of_sight]
    asked = [field for field in seen if field.kind not in (*GROUPS, *SILENT)]
    repeats = ["", *(field.path for field in seen if field.kind == "repeat")]
    return tuple(Table(each, tuple(field for field in asked if field.repeat == each)) for each in repeats)


def rows(table: Table, answers: Answers) -> Iterator[Row]:
    """This function will give the rows that a submission has in a table: one in the form's own, more in others."""
    for place, below in _occurrences(table.repeat.split("/") if table.repeat else [], "", answers):
        yield Row(place, tuple(_at(field.path[len(table.repeat) :].strip("/"), below) for field in table.fields))


def _occurrences(steps: list[str], place: str, answers: Answers) -> Iterator[tuple[str, Answers]]:
    if not steps:
        yield place, answers
        return
    told = answers.get(steps[0])
    if isinstance(told, list):
        for number, each in enumerate(told, start=1):
            yield from _occurrences(steps[1:], f"{place}.{number}" if place else str(number), _group(each))
    elif isinstance(told, Mapping):
        yield from _occurrences(steps[1:], place, told)


def _at(path: str, answers: Any) -> str:
    for step in path.split("/"):
        answers = answers.get(step) if isinstance(answers, Mapping) else None
    return answers if isinstance(answers, str) else ""


def shown(field: Field, value: str, language: str) -> str:
    """This function will say an answer as the form does: choices by their labels, else as it was sent."""
    if not field.choices:
        return value
    labels = {choice.name: text(choice.labels, language) or choice.name for choice in field.choices}
    if field.kind.startswith("select_one"):
        return labels.get(value, value)
    return ", ".join(labels.get(name, name) for name in value.split())


def text(texts: Mapping[str, str], language: str) -> str:
    """This function will give a text in a language, else in English, else in any that it has."""
    return texts.get(language) or texts.get("en") or texts.get("") or next(iter(texts.values()), "")


def _group(told: Any) -> Answers:
    return told if isinstance(told, Mapping) else {}


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _above(path: str) -> Iterator[str]:
    while path := _parent(path):
        yield path
