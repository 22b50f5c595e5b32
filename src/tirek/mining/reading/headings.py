"""The names of the columns of a table."""

from __future__ import annotations

from collections import Counter
from typing import Final

WIDEST: Final = 1000  # columns


def unique(names: list[str]) -> tuple[str, ...]:
    """This function will make names of columns differ, and name those that have none by their place."""
    met: Counter[str] = Counter()
    given = []
    for place, name in enumerate(names, start=1):
        name = name.strip() or f"column {place}"
        met[name] += 1
        given.append(name if met[name] == 1 else f"{name} ({met[name]})")
    return tuple(given)
