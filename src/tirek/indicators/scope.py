"""Where, when and as of which moment a figure is asked, as conditions on rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, Func, JSONField, Q, Value

from tirek.indicators.value import days_of

Cell = tuple[str, str]
"""A dimension and its value."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where and when a figure is asked: the programme's key, the ledger positions by chain (None: now), the period.

    A period ("2022-Q3", "2022", "..2022-Q3") narrows what the definition spans. An event of several days belongs to
    the period in which it ends, so that every event is in just one quarter.
    """

    programme: Any
    as_of: Mapping[str, int] | None = None
    period: str = ""


def in_period(day: str, period: str) -> Q:
    """This function will say which rows belong to a period, by the column of the day that decides."""
    begins, ends = days_of(period)
    return (Q(**{f"{day}__gte": begins}) if begins else Q()) & (Q(**{f"{day}__lte": ends}) if ends else Q())


def standing(prefix: str, chain: str, scope: Scope) -> Q:
    """What was entered and not withdrawn, by the head of the chain in which it is: that of the office it belongs to."""
    withdrawn = f"{prefix}withdrawn_position"
    if scope.as_of is None:
        return Q(**{withdrawn: None})
    head = _head(scope.as_of, chain)
    return Q(**{f"{prefix}entered_position__lte": head}) & (Q(**{withdrawn: None}) | Q(**{f"{withdrawn}__gt": head}))


def _head(heads: Mapping[str, int], chain: str) -> Func:
    """The head of a row's chain; null, and so before everything, for a chain that had none yet."""
    known = Value(dict(heads), output_field=JSONField())
    return Func(
        known, F(chain), template="(%(expressions)s)::bigint", arg_joiner=" ->> ", output_field=BigIntegerField()
    )
