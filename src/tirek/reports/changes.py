"""Totals that changed by a few people since they were published: refused, unless a second person releases them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.timezone import localtime

from tirek.indicators import NOBODY, Apart, Told, counts_alike
from tirek.refusals import Refusal
from tirek.reports.binding import Binding
from tirek.reports.errors import FewPeopleApart, FewPeopleApartFromEarlier
from tirek.reports.models import ChangeRelease, ReportText

Change = tuple[str, str, str]
"""The key of a figure, how many people it was of when it was published, and how many it is of now."""


def change_of(apart: Apart) -> Change | None:
    """This function will give the change where one and the same total was published and is now of a few people more or
    fewer; None for anything else, which nobody can release."""
    earlier = [each for each in apart.involved if each.where]
    now = [each for each in apart.involved if not each.where]
    if len(earlier) != 1 or len(now) != 1 or not apart.smaller:
        return None
    one, other = earlier[0], now[0]
    if one.key.cell or str(one.key) != str(other.key) or not counts_alike(one.definition, other.definition):
        return None
    return str(other.key), _people(one), _people(other)


def changes_of(bound: Binding) -> list[Change]:
    """This function will list the changes among what cannot be published as it is, each once."""
    return list(dict.fromkeys(change for each in bound.apart if (change := change_of(each))))


def released_in(text: ReportText) -> set[Change]:
    """This function will give the changes that a second person released for this version of a text."""
    found = text.releases.filter(ChangeRelease.standing()).values_list("changes", flat=True)
    return {(key, before, now) for changes in found for key, before, now in changes}


def refusal_of(apart: Apart) -> Refusal:
    """This function will say what cannot be published, and beside which earlier report."""
    smaller = " + ".join(str(each.key) for each in apart.smaller) or NOBODY
    facts = {"smaller": smaller, "larger": str(apart.larger.key)}
    earlier = [each for each in apart.involved if each.where]
    return FewPeopleApartFromEarlier(**facts, earlier=_named(earlier)) if earlier else FewPeopleApart(**facts)


def _named(earlier: Iterable[Told]) -> str:
    return "; ".join(
        f"{each.key}: “{each.where.title}”, {localtime(each.where.published_at).date().isoformat()}" for each in earlier
    )


def _people(told: Told) -> str:
    return str(len(told.people)) if told.number is None else f"{Decimal(told.number).normalize():f}"
