"""Finds which figure of the records a claim speaks of, by its words alone and never by its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tirek.reports.claims.claim import Claim, KnownFigure
from tirek.reports.claims.stems import WORD, language_of, stem, words_of
from tirek.reports.claims.vocabulary import Language, words

LONGEST_POSSESSOR = 6
_BRACKETS = re.compile(r"\([^()]{0,60}\)")
_CLAUSE = frozenset(",;:()–—")
NEAR = 6  # words from the quantity within which a phrase outside its unit may speak of it


Fit = tuple[int, ...]


class Match(NamedTuple):
    """A figure that a claim may speak of, and how well its words fit; `value` None: a part that the records lack."""

    fit: Fit
    figure: KnownFigure
    value: Decimal | date | None


class Place(NamedTuple):
    """A claim as its sentence's words see it: where its quote stands, and which words other claims take.

    `clauses` counts, for each word, the clauses that began before it.
    """

    language: Language
    stems: tuple[str, ...]
    clauses: tuple[int, ...]
    begin: int
    end: int
    taken: frozenset[int]


class Reading:
    """The claims with their places in their sentences, and the figures that they may speak of."""

    def __init__(self, claims: Sequence[Claim], figures: Sequence[KnownFigure]) -> None:
        self.claims, self.figures = claims, figures
        self.places = _places(claims)
        self._at = {(claim.text, claim.quote): at for at, claim in reversed(list(enumerate(claims)))}

    def matches(self, at: int) -> list[Match]:
        """This method will give the figures that a claim may speak of; of a part, first those of its whole."""
        claim, place = self.claims[at], self.places[at]
        own = [match for figure in self.figures if (match := _match(figure, claim, place))]
        whole = self._at.get((claim.text, claim.part_of or ""))
        if whole is None or whole == at or claim.unit.startswith(("%", "share")):
            return own
        parts = _as_part(claim, place, self._chosen(whole))
        return [each for each in parts if each.value is not None] or own or parts

    def _chosen(self, at: int) -> list[Match]:
        own = [match for figure in self.figures if (match := _match(figure, self.claims[at], self.places[at]))]
        return [match for match in own if match.fit == max(each.fit for each in own)]


def _match(figure: KnownFigure, claim: Claim, place: Place) -> Match | None:
    if isinstance(figure.value, Decimal) != isinstance(claim.value, Decimal):
        return None
    unit = _stems(claim.unit, place.language) if isinstance(claim.value, Decimal) else ()
    fit = _fit(figure, unit, place, _possessor(claim, place.language) if unit else ())
    return Match(fit, figure, _value(figure, unit)) if fit is not None else None


def _as_part(claim: Claim, place: Place, wholes: Sequence[Match]) -> list[Match]:
    """This function will turn matches of the whole into matches of its part: 44 women of the 125 officers."""
    unit = _stems(claim.unit, place.language)
    return [match._replace(value=_part(match.figure, unit, place.language)) for match in wholes]


def _part(figure: KnownFigure, unit: Sequence[str], language: Language) -> Decimal | None:
    for said_as, value in figure.parts:
        if any(_find(unit, _stems(each, language)) for each in said_as):
            return value
    return None


def _value(figure: KnownFigure, unit: Sequence[str]) -> Decimal | date:
    """This function will give a figure's value, or that of the part its unit names: "44 women police officers"."""
    if isinstance(figure.value, date) or not unit:
        return figure.value
    for said_as, value in figure.parts:
        for each in said_as:
            stems = _stems(each, language_of(each))
            named = any(_find(_stems(phrase, language_of(phrase)), stems) for phrase in figure.said_as)
            if _find(unit, stems) and not named:
                return value
    return figure.value


def _possessor(claim: Claim, language: Language) -> tuple[str, ...]:
    """This function will give the words before a Kazakh number: "уәкілдің 32 қызметкері" counts уәкілдің қызметкері."""
    if language != "kk":
        return ()
    before = claim.text.partition(" ".join(claim.quote.split()))[0]
    return _stems(_BRACKETS.sub(" ", before), language)[-LONGEST_POSSESSOR:]


def _fit(figure: KnownFigure, unit: Sequence[str], place: Place, possessor: Sequence[str]) -> Fit | None:
    """This function will say how well a figure's words fit, or give None where they do not.

    In the unit the longest phrase fits best, then the longest context; outside it the nearest phrase, then the longest.
    """
    context = _context(figure, place)
    phrases = [stems for phrase in figure.said_as if (stems := _stems(phrase, place.language))]
    if context is None or not phrases:
        return None
    inside = [len(stems) for stems in phrases if unit and _reaches(stems, possessor, unit)]
    if inside:
        return 1, max(inside), context
    near = [(-breaks, -away, len(stems)) for stems in phrases for breaks, away in _distances(stems, place)]
    if not near or (unit and (max(near)[0] or -max(near)[1] > NEAR)):
        return None
    return 0, *max(near), context


def _reaches(stems: Sequence[str], possessor: Sequence[str], unit: Sequence[str]) -> bool:
    """This function will say whether a phrase stands in a unit, or begins before its number and ends in it."""
    return any(at + len(stems) > len(possessor) for at in _find((*possessor, *unit), stems))


def _distances(stems: Sequence[str], place: Place) -> list[tuple[int, int]]:
    """This function will give how many clauses and words lie between a quantity and a phrase outside other claims."""
    clause = place.clauses[min(place.begin, len(place.clauses) - 1)]
    return [
        (abs(place.clauses[at] - clause), max(place.begin - (at + len(stems)), at - place.end, 0))
        for at in _find(place.stems, stems)
        if place.taken.isdisjoint(range(at, at + len(stems)))
    ]


def _context(figure: KnownFigure, place: Place) -> int | None:
    """This function will give how many words of a figure's context the sentence holds; None where it wants some."""
    if not figure.context:
        return 0
    found = {
        stems for phrase in figure.context if (stems := _stems(phrase, place.language)) and _find(place.stems, stems)
    }
    return max(len(stems) for stems in found) if found else None


def _find(words: Sequence[str], phrase: Sequence[str]) -> list[int]:
    """This function will give the places at which a phrase stands in a sequence of words."""
    width = len(phrase)
    return (
        [at for at in range(len(words) - width + 1) if tuple(words[at : at + width]) == tuple(phrase)] if width else []
    )


@lru_cache(maxsize=1 << 13)
def _stems(text: str, language: Language) -> tuple[str, ...]:
    return tuple(stem(part, language) for word in words_of(text) for part in word.split("-") if part)


def _places(claims: Sequence[Claim]) -> list[Place]:
    """This function will find each claim's quote in the words of its sentence, and the words that other claims take."""
    by_text: dict[str, list[int]] = {}
    for at, claim in enumerate(claims):
        by_text.setdefault(claim.text, []).append(at)
    places: dict[int, Place] = {}
    for text, members in by_text.items():
        language = language_of(text)
        spans = [_span(claims[at], language) for at in members]
        stems, clauses = _stems(text, language), _clauses(text, language)
        taken = {word for span in spans for word in range(*span)}
        for at, (begin, end) in zip(members, spans, strict=True):
            others = frozenset(taken - set(range(begin, end)))
            places[at] = Place(language, stems, clauses, begin, end, others)
    return [places[at] for at in range(len(claims))]


def _clauses(text: str, language: Language) -> tuple[int, ...]:
    """This function will count, for each word of a text, the signs and joining words that begin a clause before it."""
    counted, clause, end = [0], 0, 0
    for found in WORD.finditer(text):
        joining = found[0].lower() in words("clause", language)
        clause += joining or not _CLAUSE.isdisjoint(text[end : found.start()])
        counted += [clause] * len([part for part in found[0].split("-") if part])
        end = found.end()
    return tuple(counted[1:] or counted)


def _span(claim: Claim, language: Language) -> tuple[int, int]:
    quote = " ".join(claim.quote.split())
    before = claim.text.partition(quote)[0]
    begin = len(_stems(before, language))
    return begin, begin + len(_stems(quote, language))
