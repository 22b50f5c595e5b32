"""Kinds of cases by their attributes, so that like is compared with like, and who lies in no comparison is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tirek.mining.comparing.errors import AttributeUnknown, NothingAlike
from tirek.mining.log import EventLog, Words

FEWEST: Final = 5  # cases of a kind on either side: fewer say nothing of it
QUARTERS: Final = 4
UNSAID: Final = ""


@dataclass(frozen=True)
class Stratum:
    """A kind of case: its values, how many cases on each side, and its weight, None where it is not compared."""

    values: tuple[str, ...]
    before: int
    after: int
    weight: float | None


@dataclass(frozen=True)
class Strata:
    """The kinds of cases of two logs. `of_before` and `of_after` give each case its number in `kinds`."""

    by: tuple[str, ...]
    kinds: tuple[Stratum, ...]
    of_before: NDArray[np.int64]
    of_after: NDArray[np.int64]

    @property
    def compared(self) -> list[int]:
        """The numbers of those that lie in both logs often enough."""
        return [i for i, each in enumerate(self.kinds) if each.weight is not None]

    def as_json(self) -> list[dict[str, Any]]:
        """This function will give the kinds as JSON, those that are not compared with a weight of null."""
        return [
            {
                "values": dict(zip(self.by, each.values, strict=True)),
                "before": each.before,
                "after": each.after,
                "weight": each.weight,
            }
            for each in self.kinds
        ]


def strata_of(before: EventLog, after: EventLog, by: Sequence[str]) -> Strata:
    """This function will sort the cases of two logs into kinds by attributes; numbers by quarters of both together.

    A kind weighs as much as its share of the cases of both logs, among the kinds that are compared (direct
    standardisation). Raises `AttributeUnknown` and `NothingAlike`.
    """
    many = before.cases
    columns = [_values(before, after, name) for name in by]
    keys = list(zip(*columns, strict=True)) if columns else [()] * (before.cases + after.cases)
    names = sorted(set(keys))
    number = {key: i for i, key in enumerate(names)}
    codes = np.array([number[key] for key in keys], dtype=np.int64)
    first = np.bincount(codes[:many], minlength=len(names))
    second = np.bincount(codes[many:], minlength=len(names))
    fewest = FEWEST if by else 1
    held = (first >= fewest) & (second >= fewest)
    if not held.any():
        raise NothingAlike(by=", ".join(by), fewest=fewest)
    whole = int((first + second)[held].sum())
    kinds = tuple(
        Stratum(name, int(a), int(b), int(a + b) / whole if yes else None)
        for name, a, b, yes in zip(names, first, second, held, strict=True)
    )
    return Strata(tuple(by), kinds, codes[:many], codes[many:])


def _values(before: EventLog, after: EventLog, name: str) -> list[str]:
    sides = [attribute(log, name, side) for log, side in ((before, "before"), (after, "after"))]
    if all(isinstance(side, np.ndarray) for side in sides):
        values = np.concatenate([np.asarray(side) for side in sides])
        known = values[~np.isnan(values)]
        cuts = np.unique(np.quantile(known, np.arange(1, QUARTERS) / QUARTERS)) if len(known) else np.zeros(0)
        place = np.searchsorted(cuts, values, side="left")
        told = [_between(cuts, i) for i in range(len(cuts) + 1)]
        return [UNSAID if np.isnan(value) else told[i] for value, i in zip(values, place, strict=True)]
    found: list[str] = []
    for side in sides:
        if isinstance(side, list):
            found += side
        else:
            found += [UNSAID if np.isnan(value) else f"{value:g}" for value in side]
    return found


def attribute(log: EventLog, name: str, side: str) -> list[str] | NDArray[np.float64]:
    """This function will give an attribute of each case; of an attribute of events what the first event says."""
    if name in log.case_columns:
        column = log.case_column(name)
        at = np.arange(log.cases)
    elif name in log.event_columns:
        column = log.event_column(name)
        at = log.offsets[:-1]
    else:
        known = ", ".join((*log.case_columns, *log.event_columns)) or "-"
        raise AttributeUnknown(name=name, side=side, known=known)
    if isinstance(column, Words):
        words = (*column.words, UNSAID)
        return [words[code] for code in column.codes[at].tolist()]
    return column[at]


def _between(cuts: NDArray[np.float64], i: int) -> str:
    if not len(cuts):
        return "any"
    low = "" if i == 0 else f"> {cuts[i - 1]:g}"
    high = "" if i == len(cuts) else f"≤ {cuts[i]:g}"
    return ", ".join(part for part in (low, high) if part)
