"""How long the timers of a drawing wait, where they say so as a duration of ISO 8601."""

from __future__ import annotations

import re
from typing import Final

from tirek.mining.models.xml import children, local, root_of, words
from tirek.mining.redesigning.distributions import Distribution, constant

DURATION: Final = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
SECONDS: Final = (365 * 86_400, 30 * 86_400, 7 * 86_400, 86_400, 3_600, 60, 1)
"""Of years, months, weeks, days, hours, minutes and seconds; a month counts as 30 days, a year as 365."""


def timers_of(content: bytes, name: str) -> dict[str, Distribution]:
    """This function will give the delay of each timer event of a BPMN file by its id; one it cannot read is left out.

    Raises what `root_of` raises.
    """
    found: dict[str, Distribution] = {}
    for event in root_of(content, name).iter():
        for timer in children(event, "timerEventDefinition") if local(event) else ():
            for text in children(timer, "timeDuration"):
                match = DURATION.fullmatch(words(text.text).strip("'\""))
                if match is not None:
                    seconds = sum(float(part or 0) * size for part, size in zip(match.groups(), SECONDS, strict=True))
                    found[event.get("id", "")] = constant(seconds)
    return found
