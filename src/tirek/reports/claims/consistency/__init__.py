"""Statements of one narrative that disagree with one another: one kind of disagreement per file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation.trans_null import gettext_noop

from tirek.reports.claims.claim import Claim, Contradiction
from tirek.reports.claims.consistency.dates import different_times
from tirek.reports.claims.consistency.document import Document
from tirek.reports.claims.consistency.enumerations import ADDS_UP, sums, total, written, wrong_sums
from tirek.reports.claims.consistency.found import Found
from tirek.reports.claims.consistency.names import two_meanings, two_names
from tirek.reports.claims.consistency.numbers import counted_twice, larger_parts
from tirek.reports.claims.consistency.totals import small_totals
from tirek.reports.claims.consistency.variants import near_names
from tirek.reports.claims.consistency.wording import other_words
from tirek.reports.claims.sentences import read

CHECKS = (
    counted_twice,
    larger_parts,
    small_totals,
    wrong_sums,
    different_times,
    two_names,
    two_meanings,
    near_names,
    other_words,
)
DISAGREES = gettext_noop("Disagrees with what the text says elsewhere, see line %(lines)s.")
DISAGREES_NEAR = gettext_noop("Disagrees with another sentence of the same line.")
DISAGREES_HERE = gettext_noop("Disagrees with what the sentence itself says.")


def hold_against_itself(text: str, claims: Sequence[Claim]) -> tuple[list[Claim], list[Contradiction]]:
    """This function will find what a narrative says in two ways, and mark the claims that disagree "inconsistent".

    Contradictions come in the order of their first lines. Of a total that is smaller than its groups only the total is
    marked: the groups may overlap. Names and wordings mark no claim. The terms of a sum ("20 offices in 17 regions and
    three cities") become parts of it.
    """
    document = Document(read(text), claims)
    kept = _each_once([each for check in CHECKS for each in check(document)])
    kept.sort(key=lambda each: min(each.contradiction.where))
    others: dict[int, set[tuple[str, int]]] = {}
    for each in kept:
        for index in each.claims:
            sides = zip(each.contradiction.sentences, each.contradiction.where, strict=True)
            others.setdefault(index, set()).update(sides)
    marked = [_marked(claim, others[at]) if at in others else claim for at, claim in enumerate(claims)]
    return _with_sums(document, marked), [each.contradiction for each in kept]


def _each_once(found: Sequence[Found]) -> list[Found]:
    """This function will drop what a second check found again: the same names, the same values."""
    kept: dict[object, Found] = {}
    for each in found:
        values = frozenset(value.lower() for value in each.contradiction.values)
        kept.setdefault((each.contradiction.kind, values), each)
    return list(kept.values())


def _marked(claim: Claim, sides: set[tuple[str, int]]) -> Claim:
    elsewhere = {line for sentence, line in sides if sentence != claim.text}
    lines = sorted(elsewhere - {claim.where})
    facts = {"lines": ", ".join(map(str, lines))} if lines else {}
    template = DISAGREES if lines else DISAGREES_NEAR if elsewhere else DISAGREES_HERE
    return replace(claim, status="inconsistent", note=template % facts, note_template=template, note_facts=facts)


def _with_sums(document: Document, claims: list[Claim]) -> list[Claim]:
    """This function will make the terms of a sum parts of it, and note on the sum that they add up where they do."""
    for whole, terms in sums(document):
        claim = claims[whole.index]
        if total(terms) == claim.value and not claim.note:
            facts = {"sum": written(terms)}
            claims[whole.index] = replace(claim, note=ADDS_UP % facts, note_template=ADDS_UP, note_facts=facts)
        for term in terms:
            if term.claim.part_of is None:
                claims[term.index] = replace(claims[term.index], part_of=claim.quote)
    return claims
