"""A claim: a quantity that a narrative states, with its sentence and where it stands. Pure: no Django, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Qualifier = Literal["exactly", "over", "at least", "about", "at most", "under"]
Status = Literal["supported", "contradicted", "unsupported", "inconsistent"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One quantitative claim of a narrative.

    `text` is the sentence; `quote` the words that state the quantity; `where` the line; `start` and `end` the
    character offsets of the quote in that line. `value` is a number, a date, or a pair of years. `unit` is the
    thing counted ("police officers"), `part_of` the quote of the claim it is a part of ("including 44 women").
    `figure` is the code of the programme's figure that it was held against. A time has the unit "day", "month" (the
    first of it), "year" (a pair of the year with itself) or "years". `note` is English; a page may say it in another
    language by `note_template` (marked with `gettext_noop`) filled from `note_facts`.
    """

    text: str
    quote: str
    value: Decimal | date | tuple[int, int]
    qualifier: Qualifier
    unit: str
    where: int
    start: int
    end: int
    part_of: str | None = None
    status: Status = "unsupported"
    figure: str | None = None
    note: str = ""
    note_template: str = ""
    note_facts: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements of one document that cannot all stand as they are, or that name one thing in several ways.

    `kind` is stable: "numbers", "dates", "names", "sums" or "wording". `sentences`, `values` and `where` go
    together, one for each statement. `note_template` and `note_facts` let a page say the note in another language.
    """

    kind: str
    sentences: tuple[str, ...]
    values: tuple[str, ...]
    where: tuple[int, ...]
    note: str
    note_template: str = ""
    note_facts: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """What the programme's records say, for a claim to be held against.

    `said_as` are the words by which a narrative speaks of it ("police officers"), in any of the three languages;
    a claim matches by the longest. `context` are words of which at least one must stand in the claim's sentence
    (empty: none needed). `parts` are values of its splits, each with the words it is said by ("women": 44).
    """

    code: str
    value: Decimal | date
    said_as: tuple[str, ...]
    context: tuple[str, ...] = ()
    parts: tuple[tuple[tuple[str, ...], Decimal], ...] = ()
