"""Definitions for the tests, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.cast import aigul
from tirek.indicators import Definition, FigureValue, Scope, Split, evaluate, read_definition, records_for
from tirek.plans import Programme

TEXT = {"en": "X", "ru": "Х", "kk": "Х"}
EVERY = ["sex", "region", "role", "unit"]


def figure(counts: str = "people", **given: Any) -> Definition:
    """A definition of a code and nothing to say."""
    return read_definition({"code": "x", "title": TEXT, "question": TEXT, "unit": TEXT, "counts": counts} | given)


def value(definition: Definition, as_of: Mapping[str, int] | None = None) -> FigureValue:
    """What it comes to in the only programme that there is."""
    return evaluate(definition, Scope(Programme.objects.get().pk, as_of))


def number(definition: Definition, as_of: Mapping[str, int] | None = None) -> Any:
    """The number of it."""
    return value(definition, as_of).number


def split(definition: Definition, dimension: str) -> Split:
    """One split of it."""
    (found,) = [each for each in value(definition).splits if each.dimension == dimension]
    return found


def seen(definition: Definition, by: Any = None, cell: tuple[str, str] | None = None) -> list[Any]:
    """The records behind it that an account sees; the coordinator sees all."""
    return list(records_for(by or aigul(), definition, Scope(Programme.objects.get().pk), cell))
