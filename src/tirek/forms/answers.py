"""What answers say, by the form that asked: told line by line, or laid out in flat tables; one rule hides in both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tirek.xlsforms import Choice, Field

GROUPS = ("group", "repeat")
FILES = ("image", "audio", "video", "file", "background-audio", "audit")
SILENT = ("note",)
"""Kinds that show something and take no answer."""
Answers = Mapping[str, Any]
_Below = dict[str, list[tuple[str, "Field"]]]
SUBSTITUTION = re.compile(r"\$\{[^}]*\}")
"""Where the words of a question take in another answer. The answer may be hidden, so the words are told without it."""


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
    ways: tuple[tuple[str, ...], ...]
    """For each field, the names that lead to it from where the table begins."""

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
    """This function will name the fields that a reader does not see: those with a hidden mark, and all within them.

    A repeat of which nothing else is left is one of them: how often it was answered is said of what is hidden.
    """
    asked = tuple(fields)
    marked = {field.path for field in asked if field.mark in hidden}
    found = {each.path for each in asked if each.path in marked or any(above in marked for above in _above(each.path))}
    seen = {field.path for field in asked if field.kind not in (*GROUPS, *SILENT) and field.path not in found}
    left = {above for path in seen for above in _above(path)}
    emptied = {above for path in found for above in _above(path)} - left
    return frozenset(found | {field.path for field in asked if field.kind == "repeat" and field.path in emptied})


def lines(fields: tuple[Field, ...], answers: Answers, hidden: frozenset[str], language: str) -> Iterator[Line]:
    """This function will tell the answers in the order in which they were asked.

    A group without an answer is left out, and so is a question that was not answered. What is hidden says so, whether
    it was answered or not.
    """
    below: _Below = defaultdict(list)
    for field in fields:
        if field.kind not in SILENT:
            below[_parent(field.path)].append((_name(field.path), field))
    yield from _within("", 0, below, answers, hidden_paths(fields, hidden), language)


def _within(
    above: str,
    level: int,
    below: _Below,
    answers: Answers,
    out_of_sight: frozenset[str],
    language: str,
) -> Iterator[Line]:
    for name, field in below.get(above, ()):
        told = answers.get(name)
        if field.path in out_of_sight:
            yield Line(field, label_of(field, language), level, hidden=True)
        elif told is None and field.kind != "group":  # in a group that is not there something may be hidden
            continue
        elif field.kind in GROUPS:
            # A group that came more than once is told like a repeat: what was sent is told, whatever it is.
            many = told if isinstance(told, list) else [] if field.kind == "repeat" else [told]
            for number, each in enumerate(many, start=1):
                within = list(_within(field.path, level + 1, below, _group(each), out_of_sight, language))
                if within or field.kind == "repeat":
                    yield Line(field, label_of(field, language), level, number=number if isinstance(told, list) else 0)
                    yield from within
        elif words := _words(told):
            yield Line(field, label_of(field, language), level, value=words, shown=shown(field, words, language))


def label_of(field: Field, language: str) -> str:
    """This function will say what was asked, without the other answers that its words take in."""
    return SUBSTITUTION.sub("…", text(field.labels, language)).strip() or _name(field.path)


def tables(fields: tuple[Field, ...], hidden: frozenset[str]) -> tuple[Table, ...]:
    """This function will give the flat tables of a form, the form's own first, without what is hidden."""
    out_of_sight = hidden_paths(fields, hidden)
    seen = [field for field in fields if field.path not in out_of_sight]
    asked = [field for field in seen if field.kind not in (*GROUPS, *SILENT)]
    repeats = ["", *(field.path for field in seen if field.kind == "repeat")]
    of_repeat: dict[str, list[Field]] = defaultdict(list)
    for field in asked:
        of_repeat[field.repeat].append(field)
    return tuple(Table(each, tuple(of_repeat[each]), _ways(each, of_repeat[each])) for each in repeats)


def _ways(repeat: str, fields: Iterable[Field]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(field.path[len(repeat) :].strip("/").split("/")) for field in fields)


def rows(table: Table, answers: Answers) -> Iterator[Row]:
    """This function will give the rows that a submission has in a table: one in the form's own, more in others."""
    for place, below in _occurrences(table.repeat.split("/") if table.repeat else [], "", answers):
        yield Row(place, tuple(_at(way, below) for way in table.ways))


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


def _at(way: tuple[str, ...], answers: Any) -> str:
    for at, step in enumerate(way):
        if isinstance(answers, list):
            return "\n".join(told for each in answers if (told := _at(way[at:], each)))
        answers = answers.get(step) if isinstance(answers, Mapping) else None
    return _words(answers)


def _words(told: Any) -> str:
    """The text that was answered; texts that came more than once stand one below the other."""
    if isinstance(told, list):
        return "\n".join(each for each in told if isinstance(each, str))
    return told if isinstance(told, str) else ""


def shown(field: Field, value: str, language: str) -> str:
    """This function will say an answer as the form does: choices by their labels, else as it was sent."""
    if not field.choices:
        return value
    labels = {choice.name: _choice(choice, language) for choice in field.choices}
    if field.kind.startswith("select_one"):
        return labels.get(value, value)
    return ", ".join(labels.get(name, name) for name in value.split())


def _choice(choice: Choice, language: str) -> str:
    return SUBSTITUTION.sub("…", text(choice.labels, language)).strip() or choice.name


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
