"""One event given different years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from django.utils.translation.trans_null import gettext_noop

from tirek.reports.claims.consistency.document import Counted, Document
from tirek.reports.claims.consistency.found import Found, Side, found
from tirek.reports.claims.consistency.sameness import is_number, kinship, years
from tirek.reports.claims.stems import content_of, stem, stems_of, words_of
from tirek.reports.claims.vocabulary import Language, words

COMPARED = 60  # events before it that an event is compared with: bounds the work on a huge text
_ROOT = 6  # letters by which "adopted" and "adoption", "қабылданды" and "қабылдануы" are one

DIFFERENT_TIMES = gettext_noop("The same event is given two times: “%(first)s” and “%(second)s”.")
_CLAUSE = re.compile(r"[,;:()]\s")


def different_times(document: Document) -> Iterator[Found]:
    """This function will find pairs of sentences that tell one event and date it differently."""
    events: dict[str, list[Counted]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    said: set[tuple[str, str]] = set()
    for each in document.counted:
        key = (each.claim.text, each.claim.quote)
        if is_number(each) or each.statement.table or each.statement.heading or key in seen or _is_recurring(each):
            continue
        seen.add(key)
        verbs = _verbs(each) or {""}
        before = {other.index: other for verb in verbs for other in events[verb][-COMPARED:]}
        for other in before.values():
            values = (other.claim.quote, each.claim.quote)
            if _disagree(other, each) and _same_event(document, other, each) and values not in said:
                said.add(values)
                yield _report(other, each)
        for verb in verbs:
            events[verb].append(each)


def _report(one: Counted, other: Counted) -> Found:
    sides = [Side(each.statement.text, each.claim.where, each.claim.quote) for each in (one, other)]
    facts = {"first": one.claim.quote, "second": other.claim.quote}
    return found("dates", sides, DIFFERENT_TIMES, facts, (one.index, other.index))


def _disagree(one: Counted, other: Counted) -> bool:
    """This function will say whether two times cannot both be: a month lies within its year, a year within its span."""
    first, second = one.claim, other.claim
    if first.text == second.text or first.qualifier != second.qualifier:
        return False
    if isinstance(first.value, tuple) and isinstance(second.value, tuple) and "years" in (first.unit, second.unit):
        return first.value != second.value and not _within(first.value, second.value)
    if set(years(one)).isdisjoint(years(other)):
        return True
    units = {first.unit, second.unit}
    return units <= {"day", "month"} and not _same_month(first.value, second.value, units)


def _within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    inner, outer = sorted((one, other), key=lambda pair: pair[1] - pair[0])
    return inner[0] == inner[1] and outer[0] <= inner[0] <= outer[1]


def _same_month(one: object, other: object, units: set[str]) -> bool:
    return str(one)[:7] == str(other)[:7] and (units != {"day"} or one == other)


def _same_event(document: Document, one: Counted, other: Counted) -> bool:
    if one.statement.language != other.statement.language:
        return False
    alike = kinship(document, one, other)
    if alike.only_first and alike.only_second and alike.share < 0.7:
        return False
    if _verbs(one) & _verbs(other):
        first, second = _clause(document, one), _clause(document, other)
        least = min(len(first), len(second))
        return least > 0 and len(first & second) >= min(3, max(2, least)) and len(first & second) / least >= 0.5
    return alike.share >= 0.8 and alike.shared >= 4 and _numbers(document, one) == _numbers(document, other)


def _numbers(document: Document, counted: Counted) -> list[str]:
    return sorted(str(each.claim.value) for each in document.beside(counted) if is_number(each))


@cache
def _roots(language: Language) -> frozenset[str]:
    return frozenset(stem(word, language)[:_ROOT] for word in words("one-off event", language))


def _clause_words(counted: Counted) -> list[str]:
    """This function will give the words of the clause that a time stands in."""
    text, quote = counted.statement.text, " ".join(counted.claim.quote.split())
    at = max(0, text.find(quote))
    begin = max((found.end() for found in _CLAUSE.finditer(text, 0, at)), default=0)
    after = _CLAUSE.search(text, at + len(quote))
    clause = words_of(text[begin : after.start() if after else len(text)])
    return clause if len(clause) > 4 else words_of(text)


def _verbs(counted: Counted) -> frozenset[str]:
    """This function will give the roots of the verbs of what happens once (adopted, signed) beside a time."""
    language = counted.statement.language
    roots = {stem(word, language)[:_ROOT] for word in _clause_words(counted)}
    return frozenset(roots & _roots(language))


def _clause(document: Document, counted: Counted) -> frozenset[str]:
    language = counted.statement.language
    content = content_of(document.spelt_out(_clause_words(counted)), language)
    return frozenset(each for each in content if each[:_ROOT] not in _roots(language))


def _is_recurring(counted: Counted) -> bool:
    language = counted.statement.language
    again = {stem(word, language) for word in words("recurring", language)}
    return not again.isdisjoint(stems_of(counted.statement.text, language))
