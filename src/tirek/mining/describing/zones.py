"""Zones by their name in the tz database."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tirek.mining.describing.errors import ZoneUnknown


def zone_called(name: str) -> ZoneInfo | None:
    """This function will give a zone by its name ("Asia/Almaty"), or None for UTC itself."""
    if name == "UTC":
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:
        raise ZoneUnknown(zone=name) from unknown
