"""How often a monitoring action comes round, read from the words that the plan prints. Pure.

Words that say two things say the more frequent one ("Quarterly, and annually"). What is not understood is UNREAD, and
said to be so: twice a year and every second year are not guessed at.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Frequency(StrEnum):
    """How often an action comes round."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"
    AS_NEEDED = "as-needed"
    NONE = "none"
    UNREAD = "unread"

    @property
    def comes_round(self) -> bool:
        """This property will say whether the calendar knows the action's days."""
        return self in (Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.ANNUAL)


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_NONE = _words(
    r"^\W*(?:n\s?/?\s?a|not\s+applicable|none|not\s+required|н\s?/\s?п|не\s?применим\w*|не\s+требуется|нет)(?!\w)",
    r"^\W*(?:қолданылмайды|талап\s+етілмейді|жоқ|керек\s+емес)(?!\w)",
    r"^\s*[-–—]+\s*$",
)
# Rhythms that are none of ours, though they are made of the same words.
_OTHER = _words(
    r"\b(?:semi|bi|half)[\s-]*(?:annual|year|month|quarter)\w*",
    r"\b(?:twice|two|three|four|2|3|4)\s+(?:times\s+)?(?:a|per|each|every)\s+(?:year|month|quarter)",
    r"\b(?:every|each)\s+(?:other|second|third|two|2|four|4|five|5|six|6|nine|9)\s+(?:years?|months?|quarters?|weeks?)",
    r"полугод\w*|(?:два|дважды|три|2|3)\s*(?:раза?)?\s+в\s+(?:год|месяц|квартал)",
    r"раз\s+в\s+(?:два|две|три|пять|2|3|4|5|6|шесть)\s+(?:год\w*|лет|месяц\w*|квартал\w*)",
    r"жарты\s?жыл\w*|(?:жылына|айына|тоқсанына)\s+(?:екі|үш|2|3)\s+рет|(?:екі|үш|2|3)\s+(?:жылда|айда|тоқсанда)",
)
_CADENCES = (
    (
        Frequency.MONTHLY,
        _words(
            r"\bmonthly\b|\b(?:every|each|per|once\s+a)\s+(?:calendar\s+)?month\b",
            r"ежемесячн\w*|помесячн\w*|кажд\w+\s+месяц\w*|раз\s+в\s+месяц\b",
            r"\bай\s+сайын|\bайына\s+(?:бір|1)\s+рет|\bәр\s+ай\w*",
        ),
    ),
    (
        Frequency.QUARTERLY,
        _words(
            r"\bquarterly\b|\b(?:every|each|per|once\s+a)\s+(?:calendar\s+)?quarter\b|\bevery\s+(?:three|3)\s+months\b",
            r"ежеквартальн\w*|поквартальн\w*|кажд\w+\s+квартал\w*|раз\s+в\s+квартал\b",
            r"тоқсан\s+сайын|тоқсан(?:ына|да)\s+(?:бір|1)\s+рет|әр\s+тоқсан\w*",
        ),
    ),
    (
        Frequency.ANNUAL,
        _words(
            r"\bannual(?:ly)?\b|\byearly\b|\b(?:every|each|per|once\s+a)\s+(?:calendar\s+)?year\b",
            r"ежегодн\w*|кажд\w+\s+год\w*|раз\s+в\s+год\b",
            r"жыл\s+сайын|жыл(?:ына|да)\s+(?:бір|1)\s+рет|әр\s+жыл\w*",
        ),
    ),
    (
        Frequency.AS_NEEDED,
        _words(
            r"\b(?:as|when|where|if|whenever)\s+(?:and\s+when\s+)?(?:necessary|needed|required|appropriate)\b",
            r"\bad[\s-]hoc\b|\bon\s+demand\b",
            r"(?:по\s+(?:мере\s+)?|при\s+)необходимости|по\s+мере\s+надобности|по\s+требованию",
            r"қажет(?:тілі[гк]іне\s+қарай|\s+бол\w+|інше)|керек\s+болғанда",
        ),
    ),
)


def read_frequency(printed: str) -> Frequency:
    """This function will read how often an action comes round; words that it does not know are UNREAD."""
    text = " ".join(printed.split())
    if _NONE.search(text):
        return Frequency.NONE
    kept = _OTHER.sub(" ", text)
    found = [frequency for frequency, words in _CADENCES if words.search(kept)]
    if kept != text and (not found or found[0] is Frequency.AS_NEEDED):
        return Frequency.UNREAD
    return found[0] if found else Frequency.UNREAD


@lru_cache(maxsize=4096)  # plans are made from one template: a portfolio prints the same words again and again
def frequency_of(frequency: str, *beside: str) -> Frequency:
    """This function will read how often a row of the monitoring plan comes round.

    A row whose other cells say that it does not apply comes round never, whatever its frequency says: the standard
    table keeps such rows ("n/a for Initiation Plan").
    """
    if any(_NONE.search(cell) for cell in beside):
        return Frequency.NONE
    return read_frequency(frequency)
