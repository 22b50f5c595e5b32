"""What somebody who reads a file says of it. What is not said is guessed, and the guess is told."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

ROLES: Final = ("case", "activity", "time", "start", "resource", "office")
"""What a column can say: whose event, what happened, when it was complete, when it began, who did it, which office."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Names of columns by what they say, and how to read them. None is guessed.

    `zone` (UTC, +05:00, Asia/Almaty) is that of times that do not say theirs; `dates` says whether 03.04.2026 begins
    with the "day" or the "month"; `delimiter`, `encoding` and `sheet` are those of CSV and of a workbook;
    `object_type` says which objects of OCEL are cases; `pair_lifecycle` makes start and complete of XES one event.
    """

    case: str | None = None
    activity: str | None = None
    time: str | None = None
    start: str | None = None
    resource: str | None = None
    office: str | None = None
    zone: str | None = None
    dates: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    object_type: str | None = None
    pair_lifecycle: bool = False

    def named(self) -> dict[str, str]:
        """This function will give the columns that were named, by what they say."""
        said = {field.name: getattr(self, field.name) for field in fields(self) if field.name in ROLES}
        return {role: name for role, name in said.items() if name is not None}
