"""Says of each claim whether the records bear it out: which figure it speaks of is for matching.py to find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation.trans_null import gettext_noop

from tirek.reports.claims.claim import Claim, KnownFigure, Qualifier, Status
from tirek.reports.claims.matching import Match, Reading

HOLDS = gettext_noop("The records say %(recorded)s: “%(quote)s” holds.")
DOES_NOT_HOLD = gettext_noop("The records say %(recorded)s: “%(quote)s” does not hold.")
SEVERAL = gettext_noop("Several figures are said in these words, and nothing tells which is meant: %(codes)s.")
NO_SUCH_PART = gettext_noop("The records hold “%(code)s”, but not this part of it.")
ABOUT = Decimal("0.05")  # "about 120" holds from 114 to 126


def hold_against(claims: Sequence[Claim], figures: Sequence[KnownFigure]) -> list[Claim]:
    """This function will say of each claim whether the records bear it out, contradict it or say nothing of it.

    The figure is chosen by the words of the claim alone, never by the value: the longest of its phrases in the unit,
    or else near the quantity; of equals the one whose context words fit best. Where figures still tie, the claim stays
    unsupported and the note names them. A claim that its own text contradicts stays "inconsistent", with the figure.
    """
    reading = Reading(claims, figures)
    return [_held(claim, reading.matches(at)) for at, claim in enumerate(claims)]


def _held(claim: Claim, matches: Sequence[Match]) -> Claim:
    if not matches:
        return claim if claim.status == "inconsistent" else replace(claim, status="unsupported")
    best = max(match.fit for match in matches)
    chosen = {match.figure.code: match for match in matches if match.fit == best}
    if len(chosen) > 1:
        return _noted(claim, "unsupported", SEVERAL, {"codes": ", ".join(sorted(chosen))})
    match = next(iter(chosen.values()))
    code, value = match.figure.code, match.value
    if value is None:
        return replace(_noted(claim, "unsupported", NO_SUCH_PART, {"code": code}), figure=code)
    held = holds(claim, value)
    facts = {"recorded": said(value), "quote": " ".join(claim.quote.split())}
    status: Status = "supported" if held else "contradicted"
    return replace(_noted(claim, status, HOLDS if held else DOES_NOT_HOLD, facts), figure=code)


def _noted(claim: Claim, status: Status, template: str, facts: dict[str, str]) -> Claim:
    kept: Status = "inconsistent" if claim.status == "inconsistent" else status
    return replace(claim, status=kept, note=template % facts, note_template=template, note_facts=facts)


def said(value: Decimal | date) -> str:
    """This function will write a recorded value as a note says it."""
    return value.isoformat() if isinstance(value, date) else f"{value:f}"


def holds(claim: Claim, recorded: Decimal | date) -> bool:
    """This function will say whether a claim is true of the recorded value: "over 120" of 125, "2023" of 8 May 2023."""
    if isinstance(claim.value, Decimal) and isinstance(recorded, Decimal):
        return _number_holds(claim.value, claim.qualifier, recorded)
    if isinstance(claim.value, Decimal) or isinstance(recorded, Decimal):
        return False
    return _time_holds(claim.value, claim.unit, claim.qualifier, recorded)


def _number_holds(value: Decimal, qualifier: Qualifier, recorded: Decimal) -> bool:
    return {
        "exactly": recorded == value,
        "over": recorded > value,
        "at least": recorded >= value,
        "at most": recorded <= value,
        "under": recorded < value,
        "about": abs(recorded - value) <= ABOUT * abs(recorded),
    }[qualifier]


def _time_holds(value: date | tuple[int, int], unit: str, qualifier: Qualifier, recorded: date) -> bool:
    """This function will compare times as precisely as the claim gives its own; "since 2022" names that year."""
    if isinstance(value, tuple):
        if qualifier in ("at most", "under", "over"):
            return _number_holds(Decimal(value[1]), qualifier, Decimal(recorded.year))
        return value[0] <= recorded.year <= value[1]
    own, other = (value, recorded) if unit == "day" else (value.replace(day=1), recorded.replace(day=1))
    days = (Decimal(each.toordinal()) for each in (own, other))
    return _number_holds(next(days), "exactly" if qualifier in ("at least", "about") else qualifier, next(days))
