"""Filters one after the other, as JSON and back, and the cases behind a figure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tirek.mining.filtering.errors import FilterUnclear
from tirek.mining.filtering.filters import KINDS, Filter
from tirek.mining.filtering.kept import Kept
from tirek.mining.log import EventLog


def filtered(log: EventLog, filters: Iterable[Filter]) -> EventLog:
    """This function will give what is left of a log after all filters, each applied to what the one before left."""
    for each in filters:
        log = each.of(log)
    return log


def cases_of(log: EventLog, question: Filter | Iterable[Filter]) -> NDArray[np.int64]:
    """This function will give the numbers of the cases that a question is about (int64, in order).

    What is said of a log carries its question: an edge, a variant, an activity, a hand-over, a bottleneck.
    """
    left = filtered(log, question) if isinstance(question, Iterable) else question.of(log)
    numbers = np.arange(left.cases, dtype=np.int64)
    while left is not log:
        stored = left.stored
        assert isinstance(stored, Kept)
        numbers, left = stored.numbers[numbers], stored.log
    return numbers


def filters_json(filters: Iterable[Filter]) -> list[dict[str, Any]]:
    """This function will write filters down; what is as it is by default is not written."""
    return [_written(each) for each in filters]


def filters_of(said: str | Sequence[Any]) -> tuple[Filter, ...]:
    """This function will read filters that were written down, as text or as what JSON gives. Raises FilterUnclear."""
    try:
        plain = json.loads(said) if isinstance(said, str) else said
    except ValueError as fault:
        raise FilterUnclear(reason=str(fault)) from fault
    if isinstance(plain, Mapping):
        plain = [plain]
    if not isinstance(plain, Sequence) or isinstance(plain, str):
        raise FilterUnclear(reason="it is neither a filter nor a list of filters")
    return tuple(_read(each) for each in plain)


def _written(each: Filter) -> dict[str, Any]:
    written: dict[str, Any] = {"kind": each.kind}
    for field in fields(each):  # type: ignore[arg-type]
        value = getattr(each, field.name)
        if value != field.default:
            written[field.name.rstrip("_")] = list(value) if isinstance(value, tuple) else value
    return written


def _read(said: Any) -> Filter:
    kind = KINDS.get(str(said.get("kind"))) if isinstance(said, Mapping) else None
    if kind is None:
        raise FilterUnclear(reason=f"its kind is none of {', '.join(KINDS)}")
    known = {field.name.rstrip("_"): field for field in fields(kind)}
    if strange := sorted(set(said) - set(known) - {"kind"}):
        raise FilterUnclear(reason=f"{kind.kind} knows no {', '.join(strange)}")
    if missing := [name for name, field in known.items() if field.default is MISSING and name not in said]:
        raise FilterUnclear(reason=f"{kind.kind} needs {', '.join(missing)}")
    values = {field.name: _value(name, str(field.type), said[name]) for name, field in known.items() if name in said}
    made: Filter = kind(**values)
    return made


def _value(name: str, kind: str, said: Any) -> Any:
    """This function will take a value as the type that its field names, and nothing that is almost one."""
    number = isinstance(said, int | float) and not isinstance(said, bool)
    fits = {
        "str": isinstance(said, str),
        "bool": isinstance(said, bool),
        "int": isinstance(said, int) and number,
        "float": number and isfinite(said),
        "float | None": said is None or (number and isfinite(said)),
        "tuple[str, ...]": isinstance(said, list | tuple) and all(isinstance(each, str) for each in said),
    }[kind]
    if not fits:
        raise FilterUnclear(reason=f"{name} is not {_KINDS[kind]}")
    return tuple(said) if kind.startswith("tuple") else said


_KINDS = {
    "str": "a text",
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "float | None": "a number",
    "tuple[str, ...]": "a list of texts",
}
