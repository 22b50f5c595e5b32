"""Lengths of time as laws write them: “15 working days”, “24 hours”, “4 years”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, cast

from tirek.safeguards.errors import LimitUnreadable

Unit = Literal["hours", "days", "working days", "months", "years"]

_LIMIT: Final = re.compile(r"([1-9][0-9]{0,3}) (hours?|days?|working days?|months?|years?)")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many of a unit. What a working day is, the country's calendar says."""

    count: int
    unit: Unit


def limit_of(text: str) -> Limit:
    """This function will read a length of time such as `15 working days`. Raises `LimitUnreadable`."""
    match = _LIMIT.fullmatch(" ".join(text.split()))
    if match is None:
        raise LimitUnreadable(limit=text[:100])
    return Limit(int(match[1]), cast(Unit, match[2].removesuffix("s") + "s"))
