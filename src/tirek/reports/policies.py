"""May this happen now?"""

from __future__ import annotations

from collections.abc import Hashable

from tirek.indicators import Scope, differences, parse_key, people_behind
from tirek.plans import ReasonMissing
from tirek.reports.binding import Binding
from tirek.reports.claims import typed_numbers
from tirek.reports.errors import (
    FewPeopleApart,
    FigureUnknown,
    NothingWritten,
    NoTypedNumber,
    NumbersUnbound,
    TextTooLong,
    WrittenMeanwhile,
)

CHARACTERS = 200_000


def check_text(text: str) -> None:
    """This function will refuse an empty text or one beyond the limit (`NothingWritten`, `TextTooLong`)."""
    if not text.strip():
        raise NothingWritten
    check_length(text)


def check_length(text: str) -> None:
    """This function will refuse a text beyond the limit (`TextTooLong`)."""
    if len(text) > CHARACTERS:
        raise TextTooLong(limit=CHARACTERS)


def check_typed(quote: str, sentence: str, narrative: str) -> None:
    """This function will refuse to excuse what is no typed number of the newest text (`NoTypedNumber`)."""
    if (quote, sentence) not in {(claim.quote, claim.text) for claim in typed_numbers(narrative)}:
        raise NoTypedNumber


def check_reason(reason: str) -> None:
    """This function will refuse an empty reason (`ReasonMissing`)."""
    if not reason.strip():
        raise ReasonMissing


def check_newest(*, mine: int, newest: int) -> None:
    """This function will refuse to write over what somebody else saved meanwhile (`WrittenMeanwhile`)."""
    if mine != newest:
        raise WrittenMeanwhile(mine=mine, newest=newest)


def check_bound(bound: Binding) -> None:
    """This function will refuse a narrative with unbound numbers or figures without value."""
    if bound.typed:
        raise NumbersUnbound(count=len(bound.typed))
    if bound.unknown:
        raise FigureUnknown(keys=", ".join(bound.unknown))


def check_people_apart(bound: Binding, scope: Scope) -> None:
    """This function will refuse figures of a report that, subtracted, leave one to four people (`FewPeopleApart`)."""
    groups: dict[str, frozenset[Hashable]] = {}
    for figure in bound.figures:
        code, dimension, value = parse_key(figure.key)
        cell = (dimension, value) if dimension and value else None
        groups[figure.key] = people_behind(bound.definitions[code].definition, scope, cell)
    for smaller, larger in differences({key: people for key, people in groups.items() if people}):
        raise FewPeopleApart(smaller=smaller, larger=larger)
