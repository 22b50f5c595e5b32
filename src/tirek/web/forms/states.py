"""How far the house is with a submission, in one word."""

from __future__ import annotations

from tirek.forms import Reading, Submission

PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif")


def state(reading: Reading | None, *, replaced: bool, missing: bool) -> str:
    """This function will say how far the house is: replaced, unread, unreadable, incomplete or read."""
    if replaced:
        return "replaced"
    if reading is None:
        return "unread"
    if reading.problem:
        return "unreadable"
    return "incomplete" if missing else "read"


def state_of(row: Submission) -> str:
    """This function will say how far the house is with a submission of a list, by what the list knows of it."""
    reading = getattr(row, "reading", None)
    missing = row.told_files and reading is not None and row.attached < len(reading.expected)  # type: ignore[attr-defined]
    return state(reading, replaced=row.is_replaced, missing=missing)  # type: ignore[attr-defined]
