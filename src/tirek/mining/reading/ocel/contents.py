"""What an object-centric log says, whichever way it was written."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

NUMBERS: Final = frozenset({"integer", "int", "float"})
Value = str | float
Declared = Mapping[str, Mapping[str, str]]
"""For each type of events or objects, its attributes and their types."""


@dataclass(frozen=True, slots=True)
class Object:
    """An object. `said`: name, time (empty for the beginning) and value of its attributes, in the order of the file."""

    id: str
    type: str
    said: Sequence[tuple[str, str, object]]


@dataclass(frozen=True, slots=True)
class Event:
    """An event, on which line or in which row it stands, and its objects with the qualifier of each."""

    line: int
    id: str
    type: str
    time: str
    said: Sequence[tuple[str, object]]
    objects: Sequence[tuple[str, str]]


class Contents(Protocol):
    """A file that was opened. Both are gone through once, objects first."""

    def event_types(self) -> Declared: ...
    def object_types(self) -> Declared: ...
    def objects(self) -> Iterator[Object]: ...
    def events(self) -> Iterator[Event]: ...


def numeric(types: Declared) -> frozenset[str]:
    """This function will give the attributes that are numbers in each type that has them."""
    kinds: dict[str, set[str]] = {}
    for attributes in types.values():
        for name, kind in attributes.items():
            kinds.setdefault(name, set()).add(kind.lower())
    return frozenset(name for name, met in kinds.items() if met <= NUMBERS)


def as_number(value: object) -> float | None:
    """This function will give a value as a number: NaN where nothing is said, None where it is something else.

    A whole number that a float64 would change is something else.
    """
    if value is None or value == "":
        return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
        return None if abs(number) > 2**53 and number.is_integer() and str(value).lstrip("+-").isdigit() else number
    except (ValueError, OverflowError):
        return None


def as_text(value: object) -> str | None:
    """This function will give a value as a text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)
