"""The time zone of times that do not say theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from tirek.mining.reading.errors import ZoneUnknown


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone, and whether somebody said it."""

    name: str
    clock: tzinfo
    said: bool


def zone_of(name: str | None) -> Zone:
    """This function will find a zone: UTC (taken where none is said), +05:00, Asia/Almaty. Raises `ZoneUnknown`."""
    if name is None:
        return Zone("UTC", UTC, said=False)
    if name.upper() in ("UTC", "Z", "GMT"):
        return Zone("UTC", UTC, said=True)
    if found := re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?", name.strip(), re.IGNORECASE):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        if minutes <= 18 * 60:
            return Zone(name, timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes)), said=True)
    try:
        return Zone(name, ZoneInfo(name), said=True)
    except (KeyError, ValueError, OSError) as fault:
        raise ZoneUnknown(zone=name) from fault
