"""How far the house is with a submission, in one word."""

from __future__ import annotations

from tirek.forms import Reading, Submission

PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif")


def state(reading: Reading | None, *, replaced: bool, attached: int) -> str:
    """This function will say how far the house is: replaced, unread, unreadable, incomplete or read."""
    if replaced:
        return "replaced"
    if reading is None:
        return "unread"
    if reading.problem:
        return "unreadable"
    return "incomplete" if attached < len(reading.expected) else "read"


def state_of(row: Submission) -> str:
    """This function will say how far the house is with a submission of a list, by what the list knows of it."""
    reading = getattr(row, "reading", None)
    return state(reading, replaced=row.is_replaced, attached=row.attached)  # type: ignore[attr-defined]
