"""One thing counted twice, with different values or a different precision."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation.trans_null import gettext_noop

from tirek.reports.claims.consistency.document import Counted, Document
from tirek.reports.claims.consistency.found import Found, Side, found
from tirek.reports.claims.consistency.sameness import (
    again,
    can_both_be,
    is_close,
    is_number,
    is_total,
    is_transposed,
    is_whole_set,
    kinship,
    least,
    most,
    same_unit,
)
from tirek.reports.claims.units import is_kind

COMPARED = 100  # claims of the same unit before it that a claim is compared with: bounds the work on a huge text

LOOSER = gettext_noop(
    "The same is counted twice, once as “%(first)s” and once as “%(second)s”: both can be true, but only one says how"
    " many."
)
LOOSER_WITH_PART = gettext_noop(
    "The same is counted twice, once as “%(first)s” and once as “%(second)s”: both can be true, but only one says how"
    " many, and “%(part)s” is given as a part of each."
)
DIFFERENT = gettext_noop("The same is counted twice with different results: “%(first)s” and “%(second)s”.")
DIFFERENT_WITH_PART = gettext_noop(
    "The same is counted twice with different results, “%(first)s” and “%(second)s”, and “%(part)s” is given as a part"
    " of each."
)
LARGER_PART = gettext_noop("A part is larger than its whole: “%(part)s” of “%(whole)s”.")


def counted_twice(document: Document) -> Iterator[Found]:
    """This function will find pairs of claims that count one thing and do not say the same."""
    for one, other in pairs(document):
        part = same_part(document, one, other)
        template = _template(can_both_be(one, other), part is not None)
        facts = {"first": one.claim.quote, "second": other.claim.quote} | ({"part": part} if part else {})
        sides = [Side(each.statement.text, each.claim.where, each.claim.quote) for each in (one, other)]
        yield found("numbers", sides, template, facts, (one.index, other.index))


def _template(compatible: bool, with_part: bool) -> str:
    if compatible:
        return LOOSER_WITH_PART if with_part else LOOSER
    return DIFFERENT_WITH_PART if with_part else DIFFERENT


def pairs(document: Document) -> Iterator[tuple[Counted, Counted]]:
    """This function will give each pair of claims, in reading order, that count one thing and do not say the same."""
    said: set[tuple[str, str]] = set()
    for each in document.counted:
        for other in disagreeing(document, each):
            pair = (other.claim.quote, each.claim.quote)
            if pair not in said:
                said.add(pair)
                yield other, each


def disagreeing(document: Document, counted: Counted) -> list[Counted]:
    """This function will give the claims before a claim that count the same thing and do not say the same."""
    before: dict[int, Counted] = {}
    for head in (document.heads(counted) or {counted.claim.unit}) if is_number(counted) else ():
        alike = document.by_head.get(head, ())
        at = bisect_left(alike, counted.index, key=lambda each: each.index)
        before |= {each.index: each for each in alike[max(0, at - COMPARED) : at]}
    return [before[index] for index in sorted(before) if _disagree(document, before[index], counted)]


def _disagree(document: Document, one: Counted, other: Counted) -> bool:
    first, second = one.claim, other.claim
    if first.text == second.text or (first.value, first.qualifier) == (second.value, second.qualifier):
        return False
    if {first.qualifier, second.qualifier} == {"at least", "at most"} or bool(first.part_of) != bool(second.part_of):
        return False
    return (
        one.statement.language == other.statement.language
        and same_unit(document, one, other)
        and _same_thing(document, one, other)
    )


def _same_thing(document: Document, one: Counted, other: Counted) -> bool:
    times, others = (document.years[each.claim.text, each.claim.where] for each in (one, other))
    if times and others and times.isdisjoint(others):
        return False
    if again(one) != again(other):
        return False
    with_part, close = same_part(document, one, other) is not None, is_close(one, other)
    if with_part and close:
        return True
    alike = kinship(document, one, other)
    if alike.only_first and alike.only_second:
        return False  # each names a place or body that the other does not: two things
    rounded = can_both_be(one, other) and close and one.claim.qualifier != other.claim.qualifier
    evidence = with_part or rounded or is_transposed(one, other)
    if not evidence and _part_of_the_other(one, other, alike.only_first, alike.only_second):
        return False
    specific = len(document.heads(one) & document.heads(other)) >= 3
    if specific and (is_whole_set(one) or is_whole_set(other)):
        return True
    wanted = 0.5 if evidence or specific else 0.75
    named = one.claim.unit.isupper() or one.claim.unit.startswith("%")
    return alike.share >= wanted and alike.shared >= (3 if named else 2 - specific)


def _part_of_the_other(one: Counted, other: Counted, only_first: bool, only_second: bool) -> bool:
    """This function will say whether the smaller claim is narrower (in one place, before a total): no disagreement."""
    smaller, larger = sorted((one, other), key=lambda counted: Decimal(str(counted.claim.value)))
    narrower = only_first if smaller is one else only_second
    return narrower or (is_total(larger) and not is_total(smaller))


def same_part(document: Document, one: Counted, other: Counted) -> str | None:
    """This function will give the part ("44 women") that both wholes are said to have, or None."""
    parts = {(each.claim.value, each.claim.unit): each.claim.quote for each in document.parts_of(one)}
    return next(
        (each.claim.quote for each in document.parts_of(other) if (each.claim.value, each.claim.unit) in parts), None
    )


def larger_parts(document: Document) -> Iterator[Found]:
    """This function will find parts that are larger than what they are a part of."""
    for whole in document.counted:
        if not is_number(whole) or whole.statement.table:
            continue
        for part in document.parts_of(whole):
            high = most(whole)
            if high is None or least(part) <= high or not _comparable(document, part, whole):
                continue
            facts = {"part": part.claim.quote, "whole": whole.claim.quote}
            sides = [Side(each.statement.text, each.claim.where, each.claim.quote) for each in (whole, part)]
            yield found("numbers", sides, LARGER_PART, facts, (whole.index, part.index))


def _comparable(document: Document, part: Counted, whole: Counted) -> bool:
    language = whole.statement.language
    by_sex = any(is_kind(part.claim.unit, sex, language) for sex in ("sex female", "sex male"))
    people = by_sex or (is_kind(part.claim.unit, "person", language) and is_kind(whole.claim.unit, "person", language))
    return people or bool(document.heads(part) & document.heads(whole)) or part.claim.unit == whole.claim.unit
