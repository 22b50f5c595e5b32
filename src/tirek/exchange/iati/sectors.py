"""What a programme is about: sectors in percent, goals and targets, the gender marker."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal

from django.utils.translation import gettext_noop as _
from lxml import etree

from tirek.exchange.iati.narrative import part, said
from tirek.exchange.iati.publisher import Publisher
from tirek.plans import Programme

DAC, OWN = "1", "99"
GENDER_EQUALITY = "1"
HUNDRED, CENT = Decimal(100), Decimal("0.01")
MARKED = _("Gender marker of the United Nations Development Programme: %(marker)s, from GEN0 (none) to GEN3 (the aim).")


def sectors_of(programme: Programme, publisher: Publisher, weights: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """This function will give the percentage of each sector, to two decimals; they sum to 100 exactly.

    The sectors of an output, which the office decides, weigh as much as its budget. Without a budget all weigh alike.
    """
    outputs = list(programme.outputs.order_by("number").values_list("number", flat=True))
    known = {number: weights.get(number, Decimal(0)) for number in outputs}
    if not sum(known.values()):
        known = dict.fromkeys(outputs or [""], Decimal(1))
    shares: dict[str, Decimal] = {}
    for number, weight in known.items():
        for sector, share in publisher.shares(programme.code, number).items():
            shares[sector] = shares.get(sector, Decimal(0)) + weight * share
    return _percentages({sector: share for sector, share in sorted(shares.items()) if share})


def _percentages(shares: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Rounded down, and the cents that are left go to those who lost most by it: the largest remainder."""
    total = sum(shares.values())
    exact = {sector: share * HUNDRED / total for sector, share in shares.items()}
    given = {sector: each.quantize(CENT, ROUND_DOWN) for sector, each in exact.items()}
    left = int((HUNDRED - sum(given.values())) / CENT)
    for sector in sorted(exact, key=lambda each: (given[each] - exact[each], each))[:left]:
        given[sector] += CENT
    return given


def write_sectors(activity: etree._Element, sectors: Mapping[str, Decimal]) -> None:
    """This function will write the sectors by the codes of the DAC."""
    for sector, percentage in sectors.items():
        part(activity, "sector", vocabulary=DAC, code=sector, percentage=percentage)


def write_tags(activity: etree._Element, programme: Programme, publisher: Publisher) -> None:
    """This function will write the Sustainable Development Goals and their targets."""
    for vocabulary, codes in sorted(publisher.tags.get(programme.code, {}).items()):
        for code in codes:
            part(activity, "tag", vocabulary=vocabulary, code=code)


def write_gender(activity: etree._Element, programme: Programme, publisher: Publisher) -> None:
    """This function will write the gender marker: as the DAC marks, where it can be told so, and as it was given."""
    marker = programme.gender_marker
    if not marker:
        return
    if (significance := publisher.gender.get(marker)) is not None:
        part(activity, "policy-marker", vocabulary=DAC, code=GENDER_EQUALITY, significance=significance)
    own = said(MARKED, marker=marker)
    part(activity, "policy-marker", own, vocabulary=OWN, vocabulary_uri=publisher.gender_vocabulary, code=marker)
