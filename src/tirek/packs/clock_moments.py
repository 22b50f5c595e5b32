"""When a clock starts and stands still, in sentences that the house understands; others are for people."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

OPENED: Final = "the case is opened"
_STEP: Final = r"([A-Za-z_][\w.-]*)"
_STARTS: Final = re.compile(rf"{_STEP} (is done|begins)")
_PAUSES: Final = re.compile(rf"{_STEP} waits")


class Moment(NamedTuple):
    """When the case is opened, a step is done, or a step begins."""

    kind: Literal["opened", "done", "begins"]
    step: str = ""


def start_of(text: str) -> Moment | None:
    """This function will read when a clock starts: None where it is said in words for people."""
    if text == OPENED:
        return Moment("opened")
    match = _STARTS.fullmatch(text)
    return Moment("done" if match[2] == "is done" else "begins", match[1]) if match else None


def pause_of(text: str) -> str:
    """This function will read which step stops a clock while it waits: "" where it is said in words for people."""
    match = _PAUSES.fullmatch(text)
    return match[1] if match else ""
