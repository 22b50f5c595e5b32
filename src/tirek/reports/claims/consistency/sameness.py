"""Says whether two claims speak of the same thing: the same unit, and sentences of the same content."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tirek.reports.claims.consistency.document import Counted, Document
from tirek.reports.claims.stems import stem, stems_of, words_of
from tirek.reports.claims.vocabulary import Language, phrases, words

CLOSE = Decimal("0.1")  # two figures this close, one of them rounded, are likely the same figure


class Kinship(NamedTuple):
    """How alike two sentences are: words shared, the share of the shorter one's words, names that only one has."""

    shared: int
    share: float
    only_first: bool
    only_second: bool


def is_number(counted: Counted) -> bool:
    """This function will say whether a claim counts something, rather than say when or how much of it."""
    return isinstance(counted.claim.value, Decimal)


def kinship(document: Document, one: Counted, other: Counted) -> Kinship:
    """This function will compare two sentences by content, what the claims count and acronyms' spelling left out."""
    heads = document.heads(one) | document.heads(other)
    first, second = document.content(one.statement) - heads, document.content(other.statement) - heads
    shared = len(first & second)
    least = min(len(first), len(second))
    names, others = (document.names[each.statement.text] - heads for each in (one, other))
    return Kinship(shared, shared / least if least else 0.0, bool(names - second), bool(others - first))


def same_unit(document: Document, one: Counted, other: Counted) -> bool:
    """This function will say whether two claims count the same kind of thing ("officers", "police officers")."""
    if one.claim.unit == other.claim.unit:
        return bool(one.claim.unit)
    first, second = document.heads(one), document.heads(other)
    if not first or not second or one.claim.unit.startswith("%") != other.claim.unit.startswith("%"):
        return False
    return first <= second or second <= first or len(first & second) / len(first | second) >= 0.6


def is_total(counted: Counted) -> bool:
    """This function will say whether a claim is given as a total: "In total, 125", "125 in all"."""
    text, language = counted.statement.text.lower(), counted.statement.language
    at = text.find(" ".join(counted.claim.quote.lower().split()))
    before, after = words_of(text[max(0, at - 60) : at]), words_of(text[at + len(counted.claim.quote) :][:60])[:3]
    opened = words_of(text[:60]) if at <= 60 else []
    return any(
        _ends(before, phrase) or _ends(after[: len(phrase)], phrase) or _starts(opened, phrase, before)
        for phrase in phrases("total", language)
    )


def _ends(found: list[str], phrase: tuple[str, ...]) -> bool:
    return tuple(found[-len(phrase) :]) == phrase


def _starts(opened: list[str], phrase: tuple[str, ...], before: list[str]) -> bool:
    """This function will say whether a sentence opens with words of a total, a few words before the number at most."""
    return tuple(opened[: len(phrase)]) == phrase and len(before) <= len(phrase) + 4


def is_whole_set(counted: Counted) -> bool:
    """This function will say whether a claim speaks of all there are: "its 20 offices", "all 20 offices"."""
    text = counted.statement.text.lower()
    at = text.find(" ".join(counted.claim.quote.lower().split()))
    before = words_of(text[max(0, at - 30) : at])
    return bool(before) and before[-1] in words("whole set", counted.statement.language)


def least(counted: Counted) -> Decimal:
    """This function will give the smallest value a claim can mean; what is counted comes in whole numbers."""
    value = Decimal(str(counted.claim.value))
    return {"over": value + 1, "at most": Decimal(0), "under": Decimal(0)}.get(counted.claim.qualifier, value)


def most(counted: Counted) -> Decimal | None:
    """This function will give the largest value a claim can mean, or None where it names none."""
    value = Decimal(str(counted.claim.value))
    if counted.claim.qualifier in ("over", "at least"):
        return None
    if counted.claim.qualifier == "about":
        return value * Decimal("1.05")
    return value - 1 if counted.claim.qualifier == "under" else value


def can_both_be(one: Counted, other: Counted) -> bool:
    """This function will say whether one number can be what both claims mean: over 120, and 125."""
    low = max(least(one), least(other))
    highs = [high for high in (most(one), most(other)) if high is not None]
    return not highs or low <= min(highs)


def is_close(one: Counted, other: Counted) -> bool:
    """This function will say whether two values lie within a tenth of one another."""
    first, second = Decimal(str(one.claim.value)), Decimal(str(other.claim.value))
    return abs(first - second) <= CLOSE * max(abs(first), abs(second))


def is_transposed(one: Counted, other: Counted) -> bool:
    """This function will say whether two numbers have the same digits in another order, as when one was mistyped."""
    first, second = (sorted(str(each.claim.value)) for each in (one, other))
    return first == second and len(first) > 2


def again(counted: Counted) -> frozenset[str]:
    """This function will give the words of a sentence that tell one of several: the annual report, the second round."""
    return _again(counted.statement.text, counted.statement.language)


@lru_cache(maxsize=1 << 12)
def _again(text: str, language: Language) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words("recurring", language)) & set(stems_of(text, language))
