"""A figure's definition: what is counted, under which conditions, split by what. Plain data, no code in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from tirek.indicators.errors import BadDefinition

Counts = Literal["people", "attendances", "deliverables", "decisions", "measurement", "offices"]
COUNTS: tuple[Counts, ...] = ("people", "attendances", "deliverables", "decisions", "measurement", "offices")
CONDITIONS: dict[str, tuple[Counts, ...]] = {
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
}
LANGUAGES = ("en", "ru", "kk")


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure is. Texts are keyed by language; `where` maps a condition to the values that it admits.

    `parts` maps a cell ("sex=female") to the words a narrative says it by, keyed by language.
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


def read_definition(spec: Mapping[str, Any]) -> Definition:
    """This function will read a definition as its YAML file holds it. Raises `BadDefinition` naming what is wrong."""
    code = str(spec.get("code", "?"))
    counts = spec.get("counts")
    if counts not in COUNTS:
        raise BadDefinition(code=code, problem=f"counts {counts}")
    kind = cast(Counts, counts)
    where = {str(name): tuple(str(each) for each in values) for name, values in (spec.get("where") or {}).items()}
    for name in where:
        if kind not in CONDITIONS.get(name, ()):
            raise BadDefinition(code=code, problem=f"where.{name}")
    split_by = tuple(spec.get("split_by") or ())
    if unknown := set(split_by) - set(DIMENSIONS[kind]):
        raise BadDefinition(code=code, problem=f"split_by {', '.join(sorted(unknown))}")
    period = spec.get("period") or {}
    return Definition(
        code=code,
        title=_texts(code, spec, "title"),
        question=_texts(code, spec, "question"),
        unit=_texts(code, spec, "unit"),
        counts=kind,
        where=where,
        combine="latest" if spec.get("combine") == "latest" else "sum",
        begins=_day(code, period.get("from")),
        ends=_day(code, period.get("to")),
        split_by=split_by,
        said_as=_words(spec.get("said_as")),
        context=_words(spec.get("context")),
        parts={cell: _words(words) for cell, words in (spec.get("parts") or {}).items()},
    )


def _texts(code: str, spec: Mapping[str, Any], name: str) -> Mapping[str, str]:
    texts = spec.get(name)
    if not isinstance(texts, Mapping) or any(not texts.get(language) for language in LANGUAGES):
        raise BadDefinition(code=code, problem=f"{name} in en, ru, kk")
    return {language: str(texts[language]) for language in LANGUAGES}


def _words(spec: Any) -> tuple[str, ...]:
    return tuple(str(word) for language in LANGUAGES for word in (spec or {}).get(language, ()))


def _day(code: str, value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as fault:
        raise BadDefinition(code=code, problem=f"period {value}") from fault
