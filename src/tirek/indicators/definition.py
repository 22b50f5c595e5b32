"""A figure's definition: what is counted, under which conditions, split by what. Plain data, no code in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, cast, get_args

from tirek.evidence import Role
from tirek.indicators.errors import BadDefinition

Counts = Literal[
    "people", "attendances", "deliverables", "decisions", "measurement", "offices", "reported",
    "budget", "expenditure", "commitments", "contributions", "fee-charged", "fee-due", "delivery",
]  # fmt: skip
Number = Literal["count", "percent", "amount"]
COUNTS: tuple[Counts, ...] = get_args(Counts)
NUMBERS: tuple[Number, ...] = get_args(Number)
MONEY: tuple[Counts, ...] = COUNTS[COUNTS.index("budget") :]
"""What is counted in money; delivery, a rate, is of money too."""
SPENT: tuple[Counts, ...] = tuple(each for each in MONEY if each != "contributions")
NEVER_ADDED: tuple[Counts, ...] = ("people", "offices", "budget", "commitments", "fee-due", "delivery")
"""Persons come again, budgets are of years, commitments a stock, the fee is rounded, a rate is no amount."""
ABOUT_PEOPLE: tuple[Counts, ...] = ("people", "attendances")
COMBINED: tuple[Counts, ...] = ("measurement", "reported")
CONDITIONS: dict[str, tuple[Counts, ...]] = {
    "output": SPENT,
    "activity": SPENT,
    "account": SPENT,
    "kind": SPENT,
    "fund": MONEY,
    "year": MONEY,
    "activities": ("people", "attendances", "deliverables", "decisions", "measurement"),
    "topics": ("people", "attendances"),
    "roles": ("people", "attendances"),
    "kinds": ("deliverables", "decisions", "measurement", "offices"),
}
DIMENSIONS: dict[Counts, tuple[str, ...]] = {
    "people": ("sex", "region", "role", "unit"),
    "attendances": ("sex", "region", "role", "unit"),
    "deliverables": ("kind", "language"),
    "decisions": ("kind",),
    "measurement": ("kind",),
    "offices": ("kind",),
    **dict.fromkeys(SPENT, ("output", "activity", "fund", "account", "year")),
    "contributions": ("fund", "year"),
    "reported": (),
}
LANGUAGES = ("en", "ru", "kk")
KEYS = ("code", "title", "question", "unit", "counts", "where", "combine", "period", "split_by", "said_as", "context",
        "parts", "example", "cells", "number")  # fmt: skip
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CELL = re.compile(r"[^\s\[\]|=](?:[^\[\]|=\n]*[^\s\[\]|=])?")
CODE_LENGTH = CELL_LENGTH = 60
CELLS_AT_MOST = 40
DIMENSIONS_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure is. Texts are keyed by language; `where` maps a condition to the values that it admits.

    `parts` maps a cell ("sex=female") to the words a narrative says it by, keyed by language. `cells` maps each
    dimension of a reported figure to its cells; `number` says what kind of number it is.
    """

    code: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    unit: Mapping[str, str]
    counts: Counts
    where: Mapping[str, tuple[str, ...]]
    combine: Literal["sum", "latest"]
    begins: date | None
    ends: date | None
    split_by: tuple[str, ...]
    said_as: tuple[str, ...]
    context: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]
    cells: Mapping[str, tuple[str, ...]]
    number: Number

    @property
    def of_money(self) -> bool:
        """This property will say whether the figure is of the programme's money."""
        return self.counts in MONEY

    @property
    def of_persons(self) -> bool:
        """This property will say whether persons stand behind the figure, each by a code."""
        return self.counts in ABOUT_PEOPLE

    @property
    def adds_up(self) -> bool:
        """This property will say whether the numbers of quarters, added, are the number of them all."""
        return self.counts not in NEVER_ADDED and self.combine == "sum"


def read_definition(spec: Mapping[str, Any]) -> Definition:
    """This function will read a definition as its YAML file holds it; `programmes/README.md` says what each key means.

    Nothing is passed over: an unknown key may be a condition misspelt. Raises `BadDefinition` naming what is wrong.
    """
    code = spec.get("code", "?") if isinstance(spec, Mapping) else "?"
    try:
        return _read(spec)
    except _WrongError as wrong:
        raise BadDefinition(code=code, problem=str(wrong)) from wrong


class _WrongError(Exception):
    """What is wrong, by the name of its key."""


def _hold(holds: bool, problem: str) -> None:
    if not holds:
        raise _WrongError(problem)


def _read(given: Mapping[str, Any]) -> Definition:
    spec = _mapping(given, "", KEYS)
    code = spec.get("code")
    _hold(isinstance(code, str) and CODE.fullmatch(code) is not None and len(code) <= CODE_LENGTH, "code")
    _hold(spec.get("counts") in COUNTS, f"counts {spec.get('counts')}")
    counts = cast(Counts, spec["counts"])
    begins, ends = _period(spec.get("period"))
    cells = _cells(spec.get("cells"), counts)
    split_by = _listed(spec.get("split_by", tuple(cells)), "split_by", DIMENSIONS[counts] or tuple(cells))
    combine, number = _combine(spec, counts), _number(spec, counts)
    _hold(number != "percent" or not cells, "cells of a percent")  # shares of parts do not add up to that of the whole
    _hold(number != "percent" or counts != "reported" or combine == "latest", "combine sum with percent")
    return Definition(
        code=str(code),
        title=_texts(spec, "title"),
        question=_texts(spec, "question"),
        unit=_texts(spec, "unit"),
        counts=counts,
        where=_where(spec.get("where"), counts),
        combine=combine,
        begins=begins,
        ends=ends,
        split_by=split_by,
        said_as=_words(spec.get("said_as"), "said_as"),
        context=_words(spec.get("context"), "context"),
        parts=_parts(spec.get("parts"), split_by),
        cells=cells,
        number=number,
    )


def _mapping(given: Any, name: str, keys: tuple[str, ...] | None) -> Mapping[str, Any]:
    """A mapping with no other keys than these, where any are given; nothing at all is an empty one."""
    if given is None:
        return {}
    _hold(isinstance(given, Mapping), f"{name} is no list of keys with values".strip())
    for key in given:
        _hold(isinstance(key, str) and (keys is None or key in keys), f"{name}.{key}".strip("."))
    return cast(Mapping[str, Any], given)


def _listed(given: Any, name: str, known: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """A list of different texts, each of those known."""
    _hold(isinstance(given, list | tuple), f"{name} is no list")
    for each in given:
        _hold(isinstance(each, str) and each != "" and (known is None or each in known), f"{name} {each}")
    _hold(len(set(given)) == len(given), f"{name} names one twice")
    return tuple(given)


def _where(given: Any, counts: Counts) -> Mapping[str, tuple[str, ...]]:
    where = _mapping(given, "where", tuple(name for name, kinds in CONDITIONS.items() if counts in kinds))
    known = {"roles": tuple(Role.values)}
    read = {name: _listed(values, f"where.{name}", known.get(name)) for name, values in where.items()}
    for name, values in read.items():
        _hold(bool(values), f"where.{name} is empty")
    return read


def _combine(spec: Mapping[str, Any], counts: Counts) -> Literal["sum", "latest"]:
    given = spec.get("combine", "sum")
    _hold(given in ("sum", "latest"), f"combine {given}")
    _hold("combine" not in spec or counts in COMBINED, f"combine with {counts}")
    return cast(Literal["sum", "latest"], given)


def _number(spec: Mapping[str, Any], counts: Counts) -> Number:
    if counts != "reported":
        _hold("number" not in spec, f"number with {counts}")
        return "percent" if counts == "delivery" else "amount" if counts in (*MONEY, "measurement") else "count"
    given = spec.get("number", "count")
    _hold(given in NUMBERS, f"number {given}")
    return cast(Number, given)


def _cells(given: Any, counts: Counts) -> Mapping[str, tuple[str, ...]]:
    """The splits of a reported figure; their names must fit into the key that names a cell."""
    cells = _mapping(given, "cells", None)
    _hold(not cells or counts == "reported", f"cells with {counts}")
    _hold(len(cells) <= DIMENSIONS_AT_MOST, "cells of too many dimensions")
    for dimension, values in cells.items():
        _hold(CODE.fullmatch(dimension) is not None and len(dimension) <= CELL_LENGTH, f"cells.{dimension}")
        named = _listed(values, f"cells.{dimension}")
        _hold(2 <= len(named) <= CELLS_AT_MOST, f"cells.{dimension} has {len(named)}")
        for each in named:
            _hold(CELL.fullmatch(each) is not None and len(each) <= CELL_LENGTH, f"cells.{dimension} {each}")
    return {dimension: tuple(values) for dimension, values in cells.items()}


def _period(given: Any) -> tuple[date | None, date | None]:
    period = _mapping(given, "period", ("from", "to"))
    begins, ends = _day(period.get("from")), _day(period.get("to"))
    _hold(begins is None or ends is None or begins <= ends, "period ends before it begins")
    return begins, ends


def _day(value: Any) -> date | None:
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as fault:
        raise _WrongError(f"period {value}") from fault


def _texts(spec: Mapping[str, Any], name: str) -> Mapping[str, str]:
    texts = _mapping(spec.get(name), name, LANGUAGES)
    for language in LANGUAGES:
        text = texts.get(language)
        _hold(isinstance(text, str) and text.strip() != "", f"{name} in en, ru, kk")
    return {language: texts[language] for language in LANGUAGES}


def _words(given: Any, name: str) -> tuple[str, ...]:
    words = _mapping(given, name, LANGUAGES)
    each = [_listed(words[language], f"{name}.{language}") for language in LANGUAGES if language in words]
    return tuple(word for listed in each for word in listed)


def _parts(given: Any, split_by: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    parts = _mapping(given, "parts", None)
    for cell in parts:
        dimension, equals, value = cell.partition("=")
        _hold(dimension in split_by and bool(equals and value), f"parts {cell}")
    return {cell: _words(words, f"parts {cell}") for cell, words in parts.items()}
