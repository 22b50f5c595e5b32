"""A total smaller than the sum of what it seems to be the total of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation.trans_null import gettext_noop

from tirek.reports.claims.consistency.document import Counted, Document
from tirek.reports.claims.consistency.found import Found, Side, found
from tirek.reports.claims.consistency.numbers import disagreeing
from tirek.reports.claims.consistency.sameness import is_number, is_total, kinship, least, most
from tirek.reports.claims.stems import stem
from tirek.reports.claims.units import is_kind
from tirek.reports.claims.vocabulary import words

REACH = 40  # claims before a total that may be among what it adds up: bounds the work on a huge text

SMALL_TOTAL = gettext_noop(
    "“%(parts)s” make at least %(sum)s, the total says “%(total)s”. Were some counted in both? Only then can this be"
    " true: the overlap is at least %(overlap)s."
)


def small_totals(document: Document) -> Iterator[Found]:
    """This function will find totals of people smaller than the sum of the groups named before them.

    It is a question: people may have been in several groups. So only the total is taken to disagree, not the groups.
    """
    said: set[tuple[str, ...]] = set()
    for total in document.counted:
        if not _is_total_of_people(total):
            continue
        groups = _groups(document, total, next(iter(disagreeing(document, total)), None))
        added, high = sum((least(each) for each in groups), Decimal(0)), most(total)
        key = (total.claim.quote, *(each.claim.quote for each in groups))
        if len(groups) < 2 or high is None or added <= high or key in said:
            continue
        said.add(key)
        yield _small(total, groups, added, added - high)


def _small(total: Counted, groups: Sequence[Counted], added: Decimal, overlap: Decimal) -> Found:
    facts = {
        "parts": "” + “".join(each.claim.quote for each in groups),
        "sum": f"{added:f}",
        "total": total.claim.quote,
        "overlap": f"{overlap.to_integral_value():f}",
    }
    sides = [Side(each.statement.text, each.claim.where, each.claim.quote) for each in (*groups, total)]
    return found("sums", sides, SMALL_TOTAL, facts, (total.index,))


def _is_total_of_people(each: Counted) -> bool:
    person = is_number(each) and is_kind(each.claim.unit, "person", each.statement.language)
    return person and not each.claim.part_of and not each.statement.table and is_total(each)


def _groups(document: Document, total: Counted, same: Counted | None) -> list[Counted]:
    """This function will give the claims before a total, in its section, that it seems to add up, each thing once.

    `same` is a claim that counts the total's own thing; where its sentence is narrower than the total's, it is one of
    the groups.
    """
    before = [each for each in document.counted[max(0, total.index - REACH) : total.index] if _in_reach(total, each)]
    if same is not None and same not in before and _is_narrower(document, same, total):
        before.insert(0, same)
    groups: list[Counted] = []
    for each in before:
        if _may_belong(document, each, total) and not any(_is_again(document, each, other) for other in groups):
            groups.append(each)
    return groups


def _in_reach(total: Counted, each: Counted) -> bool:
    return each.statement.section == total.statement.section and each.claim.text != total.claim.text


def _may_belong(document: Document, each: Counted, total: Counted) -> bool:
    if not is_number(each) or each.claim.part_of or is_total(each) or each.statement.table:
        return False
    if not is_kind(each.claim.unit, "person", each.statement.language):
        return False
    times, others = (document.years[one.claim.text, one.claim.where] for one in (each, total))
    in_time = not times or not others or not times.isdisjoint(others)
    return in_time and _alike(document, each, total)


def _alike(document: Document, each: Counted, total: Counted) -> bool:
    """This function will say whether a group may be of what the total counts: police inspectors, not tax ones."""
    heads, wanted = document.heads(each), document.heads(total)
    people = frozenset(stem(word, total.statement.language) for word in words("person", total.statement.language))
    told = heads | document.content(each.statement)
    return bool(heads & wanted) and (not wanted - people or bool((wanted - people) & told))


def _is_narrower(document: Document, each: Counted, total: Counted) -> bool:
    own = document.content(each.statement) - document.heads(each)
    return len(own - document.content(total.statement)) >= 2


def _is_again(document: Document, each: Counted, other: Counted) -> bool:
    """This function will say whether two claims may count the same people: then they are not added."""
    return each.claim.value == other.claim.value or kinship(document, each, other).share > 0.5
