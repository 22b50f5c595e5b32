"""One event given different years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from django.utils.translation.trans_null import gettext_noop

from tirek.reports.claims.consistency.document import Counted, Document, years_of
from tirek.reports.claims.consistency.found import Found, Side, found
from tirek.reports.claims.consistency.sameness import again, is_number, kinship
from tirek.reports.claims.dates import is_month
from tirek.reports.claims.stems import content_of, stem, words_of
from tirek.reports.claims.vocabulary import Language, words

COMPARED = 60  # events before it that an event is compared with: bounds the work on a huge text
_ROOT: dict[Language, int] = {"en": 6, "ru": 6, "kk": 5}  # letters by which қабылданды and қабылдануы are one

DIFFERENT_TIMES = gettext_noop("The same event is given two times: “%(first)s” and “%(second)s”.")
_CLAUSE = re.compile(r"[,;:()]\s")


class Event(NamedTuple):
    """A time and what it dates: roots of one-off verbs (adopted) and content of its clause, numbers of its sentence."""

    counted: Counted
    verbs: frozenset[str]
    content: frozenset[str]
    numbers: tuple[str, ...]


def different_times(document: Document) -> Iterator[Found]:
    """This function will find pairs of sentences that tell one event and date it differently."""
    events: dict[str, list[Event]] = defaultdict(list)
    said: set[tuple[str, str]] = set()
    for each in _events(document):
        verbs = each.verbs or {""}
        before = {other.counted.index: other for verb in verbs for other in events[verb][-COMPARED:]}
        for other in before.values():
            values = (other.counted.claim.quote, each.counted.claim.quote)
            disagreeing = values not in said and _disagree(other.counted, each.counted)
            if disagreeing and _same_event(document, other, each):
                said.add(values)
                yield _report(other.counted, each.counted)
        for verb in verbs:
            events[verb].append(each)


def _events(document: Document) -> Iterator[Event]:
    seen: set[tuple[str, str]] = set()
    for each in document.counted:
        key, statement = (each.claim.text, each.claim.quote), each.statement
        if is_number(each) or statement.table or statement.heading or key in seen or again(each):
            continue
        seen.add(key)
        content = _content(document, _clause(each), statement.language)
        if len(content) < 4:
            content = _content(document, statement.words, statement.language)
        roots = {word: word[: _ROOT[statement.language]] for word in content}
        verbs = _roots(statement.language) & set(roots.values())
        told = frozenset(word for word, root in roots.items() if root not in verbs)
        numbers = sorted(str(other.claim.value) for other in document.beside(each) if is_number(other))
        yield Event(each, verbs, told, tuple(numbers))


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
    if set(years_of(first)).isdisjoint(years_of(second)):
        return True
    units = {first.unit, second.unit}
    return units <= {"day", "month"} and not _same_month(first.value, second.value, units)


def _within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    inner, outer = sorted((one, other), key=lambda pair: pair[1] - pair[0])
    return inner[0] == inner[1] and outer[0] <= inner[0] <= outer[1]


def _same_month(one: object, other: object, units: set[str]) -> bool:
    return str(one)[:7] == str(other)[:7] and (units != {"day"} or one == other)


def _same_event(document: Document, one: Event, other: Event) -> bool:
    if one.counted.statement.language != other.counted.statement.language:
        return False
    alike = kinship(document, one.counted, other.counted)
    names, others = (document.names[each.counted.statement.text] & each.content for each in (one, other))
    if names - other.content and others - one.content:
        return False  # each names a body or place that the other does not: two events
    if one.verbs & other.verbs:
        shared, least = len(one.content & other.content), min(len(one.content), len(other.content))
        return least > 0 and shared >= min(3, max(2, least)) and shared / least >= 0.5
    return alike.share >= 0.8 and alike.shared >= 4 and one.numbers == other.numbers


@cache
def _roots(language: Language) -> frozenset[str]:
    return frozenset(stem(word, language)[: _ROOT[language]] for word in words("one-off event", language))


def _clause(counted: Counted) -> list[str]:
    """This function will give the words of the clause that a time stands in."""
    text, quote = counted.statement.text, " ".join(counted.claim.quote.split())
    at = max(0, text.find(quote))
    begin = max((found.end() for found in _CLAUSE.finditer(text, 0, at)), default=0)
    after = _CLAUSE.search(text, at + len(quote))
    return words_of(text[begin : after.start() if after else len(text)])


def _content(document: Document, told: Sequence[str], language: Language) -> frozenset[str]:
    """This function will give the stems of the words that carry content, names of months left out."""
    kept = [word for word in document.spelt_out(told) if not is_month(word, language)]
    return content_of(kept, language)
