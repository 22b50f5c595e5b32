"""When a clock starts and stands still, in sentences that the house understands; others are for people."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

OPENED: Final = "the case is opened"
_STEP: Final = r"([A-Za-z_][\w.-]*)"
_STARTS: Final = re.compile(rf"{_STEP} (is done|begins)")
_AT_PLACE: Final = re.compile(rf"{_STEP} was done at the same place")
_PAUSES: Final = re.compile(rf"{_STEP} waits")


class Moment(NamedTuple):
    """When the case is opened, a step is done, or a step begins; or a step was done at the same place in any case."""

    kind: Literal["opened", "done", "begins", "done at the place"]
    step: str = ""


def start_of(text: str) -> Moment | None:
    """This function will read when a clock starts: None where it is said in words for people."""
    if text == OPENED:
        return Moment("opened")
    if there := _AT_PLACE.fullmatch(text):
        return Moment("done at the place", there[1])
    match = _STARTS.fullmatch(text)
    return Moment("done" if match[2] == "is done" else "begins", match[1]) if match else None


def pause_of(text: str) -> str:
    """This function will read which step stops a clock while it waits: "" where it is said in words for people."""
    match = _PAUSES.fullmatch(text)
    return match[1] if match else ""
