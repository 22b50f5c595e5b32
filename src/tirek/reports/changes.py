"""Totals that changed by a few people since they were published: refused, unless a second person releases them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.timezone import localtime

from tirek.indicators import NOBODY, Apart, Told, counts_alike
from tirek.refusals import Refusal
from tirek.reports.binding import Binding
from tirek.reports.errors import FewPeopleApart, FewPeopleApartFromEarlier
from tirek.reports.models import ChangeRelease, ReportText

Change = tuple[str, str, str]
"""The key of a figure, how many people it was of when it was published, and how many it is of now."""


def changes_in(apart: Sequence[Apart]) -> list[Change | None]:
    """This function will give for each pair the change that it comes from; None for what nobody can release.

    A change is of one and the same total that was published and is now of a few people more or fewer. What else was
    published of just the people of the earlier total, under whatever name, leaves over nobody but those.
    """
    changes = {}
    for each in apart:
        if (pair := _earlier_and_now(each)) and _is_same_total(*pair):
            earlier, now = pair
            changes[str(now.key), earlier.people, earlier.number] = (str(now.key), _people(earlier), _people(now))
    pairs = map(_earlier_and_now, apart)
    return [pair and changes.get((str(pair[1].key), pair[0].people, pair[0].number)) for pair in pairs]


def _earlier_and_now(apart: Apart) -> tuple[Told, Told] | None:
    """What was published and what is to be, where it is one number of each."""
    earlier = [each for each in apart.told if each.where]
    now = [each for each in apart.told if not each.where]
    return (earlier[0], now[0]) if len(earlier) == len(now) == 1 else None


def _is_same_total(earlier: Told, now: Told) -> bool:
    same = str(earlier.key) == str(now.key) and counts_alike(earlier.definition, now.definition)
    return same and now.key.cell is None


def changes_of(bound: Binding) -> list[Change]:
    """This function will list the changes among what cannot be published as it is, each once."""
    return list(dict.fromkeys(filter(None, changes_in(bound.apart))))


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
