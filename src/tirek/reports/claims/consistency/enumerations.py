"""A number and the numbers it is said to be made of: "20 offices in 17 regions and three cities"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation.trans_null import gettext_noop

from tirek.reports.claims.consistency.document import Counted, Document
from tirek.reports.claims.consistency.found import Found, Side, found
from tirek.reports.claims.consistency.sameness import is_number
from tirek.reports.claims.units import is_kind
from tirek.reports.claims.vocabulary import Language, phrases

ADDS_UP = gettext_noop("The sentence adds up: %(sum)s.")
DOES_NOT_ADD_UP = gettext_noop("The sentence does not add up: %(sum)s, but it says “%(whole)s”.")
NEAR = Decimal("0.15")  # a sum further off than this is likely of something else
_SIGNS = ":=()"


def sums(document: Document) -> Iterator[tuple[Counted, Sequence[Counted]]]:
    """This function will give each number with the two or more numbers of its sentence that it is the sum of."""
    for at, whole in enumerate(document.counted):
        if not is_number(whole) or whole.statement.table or whole.claim.qualifier != "exactly" or whole.claim.part_of:
            continue
        terms = _terms(document, at)
        if len(terms) > 1 and all(term.claim.qualifier == "exactly" for term in terms):
            yield whole, terms


def wrong_sums(document: Document) -> Iterator[Found]:
    """This function will find sums that do not add up."""
    said: set[tuple[str, str]] = set()
    for whole, terms in sums(document):
        key = (whole.claim.text, whole.claim.quote)
        if total(terms) == whole.claim.value or key in said:
            continue
        said.add(key)
        facts = {"sum": written(terms), "whole": whole.claim.quote}
        sides = [Side(each.statement.text, each.claim.where, each.claim.quote) for each in (whole, *terms)]
        yield found("sums", sides, DOES_NOT_ADD_UP, facts, (whole.index, *(term.index for term in terms)))


def total(terms: Sequence[Counted]) -> Decimal:
    """This function will add the terms of a sum."""
    return sum((Decimal(str(term.claim.value)) for term in terms), Decimal(0))


def written(terms: Sequence[Counted]) -> str:
    """This function will write a sum: "17 + 3 = 20"."""
    return f"{' + '.join(f'{term.claim.value:f}' for term in terms)} = {total(terms):f}"


def _terms(document: Document, at: int) -> list[Counted]:
    whole = document.counted[at]
    terms: list[Counted] = []
    for each in document.counted[at + 1 : at + 12]:
        previous = terms[-1] if terms else whole
        same = each.claim.text == whole.claim.text and each.begin >= previous.end
        if not same or not is_number(each) or (terms and not _joined(document, previous, each)):
            break
        if each.claim.part_of and each.claim.part_of != whole.claim.quote:
            continue  # a part of a term is no term
        terms.append(each)
    return terms if len(terms) > 1 and _adds(document, whole, terms) else []


def _gap(document: Document, one: Counted, other: Counted) -> str:
    return " ".join(document.text[one.end : other.begin].lower().split())


def _joined(document: Document, one: Counted, other: Counted) -> bool:
    gap = _gap(document, one, other)
    joining = (
        ",",
        "and",
        ", and",
        "и",
        "және",
        "мен",
        "бен",
        "пен",
        ";",
        "; and",
        "/",
        "а также",
        "plus",
        "+",
        ") and",
    )
    return gap in joining or (len(gap.split()) < 6 and gap.endswith((" and", " и", " және", ",")) and "." not in gap)


def _adds(document: Document, whole: Counted, terms: Sequence[Counted]) -> bool:
    """This function will say whether a sentence means its terms to add up to the whole."""
    language, gap = whole.statement.language, _gap(document, whole, terms[0])
    is_sex = [{sex for sex in ("sex female", "sex male") if is_kind(each.claim.unit, sex, language)} for each in terms]
    if set().union(*is_sex) == {"sex female", "sex male"} and all(is_sex):
        return _part_or_listed(gap, terms, language)
    if not _alike(whole, terms, language):
        return False
    if gap and any(gap.endswith(" ".join(phrase)) for phrase in phrases("enumeration", language)):
        return True
    near = abs(total(terms) - Decimal(str(whole.claim.value))) <= NEAR * Decimal(str(whole.claim.value))
    if gap == "(":
        return near
    places = all(is_kind(each.claim.unit, "place", language) for each in terms)
    return near and places and any(_last_word_is(gap, phrase) for phrase in phrases("in places", language))


def _part_or_listed(gap: str, terms: Sequence[Counted], language: Language) -> bool:
    return bool(terms[0].claim.part_of) or any(
        gap.endswith(" ".join(phrase)) for phrase in phrases("enumeration", language)
    )


def _last_word_is(gap: str, phrase: tuple[str, ...]) -> bool:
    """This function will say whether a gap is "in", ", which serve", with no other number or full stop in it."""
    found = gap.replace(",", " ").split()
    return len(found) < 5 and tuple(found[-len(phrase) :]) == phrase


def _alike(whole: Counted, terms: Sequence[Counted], language: Language) -> bool:
    """This function will say whether terms count what the whole counts: people, or places that have one each."""
    if is_kind(whole.claim.unit, "person", language):
        return all(is_kind(each.claim.unit, "person", language) for each in terms)
    if is_kind(whole.claim.unit, "one per place", language):
        return all(is_kind(each.claim.unit, "place", language) for each in terms)
    return all(each.claim.unit and each.claim.unit == terms[0].claim.unit == whole.claim.unit for each in terms)
