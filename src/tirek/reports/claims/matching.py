"""Holds claims against the records: first which figure a claim speaks of, by its words; then whether it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation.trans_null import gettext_noop

from tirek.reports.claims.claim import Claim, KnownFigure, Qualifier, Status
from tirek.reports.claims.stems import language_of, stem, words_of
from tirek.reports.claims.vocabulary import Language

HOLDS = gettext_noop("The records say %(recorded)s: “%(quote)s” holds.")
DOES_NOT_HOLD = gettext_noop("The records say %(recorded)s: “%(quote)s” does not hold.")
SEVERAL = gettext_noop("Several figures are said in these words, and nothing tells which is meant: %(codes)s.")
NO_SUCH_PART = gettext_noop("The records hold “%(code)s”, but not this part of it.")
ABOUT = Decimal("0.05")  # "about 120" holds from 114 to 126
NEAR = 6  # words from the quantity within which a phrase outside its unit may speak of it


Fit = tuple[int, int, int, int]


class Match(NamedTuple):
    """A figure that a claim may speak of, and how well its words fit; `value` None: a part that the records lack."""

    fit: Fit
    figure: KnownFigure
    value: Decimal | date | None


class Place(NamedTuple):
    """A claim as its sentence's words see it: where its quote stands, and which words other claims take."""

    language: Language
    stems: tuple[str, ...]
    begin: int
    end: int
    taken: frozenset[int]


def hold_against(claims: Sequence[Claim], figures: Sequence[KnownFigure]) -> list[Claim]:
    """This function will say of each claim whether the records bear it out, contradict it or say nothing of it.

    The figure is chosen by the words of the claim alone, never by the value: the longest of its phrases in the unit,
    or else near the quantity; of equals the one whose context words fit best. Where figures still tie, the claim stays
    unsupported and the note names them. A claim that its own text contradicts stays "inconsistent", with the figure.
    """
    reading = Reading(claims, figures)
    return [_held(claim, reading.matches(at)) for at, claim in enumerate(claims)]


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


def _held(claim: Claim, matches: Sequence[Match]) -> Claim:
    if not matches:
        return claim if claim.status == "inconsistent" else replace(claim, status="unsupported")
    best = max(match.fit for match in matches)
    chosen = {match.figure.code: match for match in matches if match.fit == best}
    if len(chosen) > 1:
        return _noted(claim, "unsupported", SEVERAL, {"codes": ", ".join(sorted(chosen))})
    match = next(iter(chosen.values()))
    code, value = match.figure.code, match.value
    if value is None:
        return replace(_noted(claim, "unsupported", NO_SUCH_PART, {"code": code}), figure=code)
    held = holds(claim, value)
    facts = {"recorded": said(value), "quote": " ".join(claim.quote.split())}
    status: Status = "supported" if held else "contradicted"
    return replace(_noted(claim, status, HOLDS if held else DOES_NOT_HOLD, facts), figure=code)


def _noted(claim: Claim, status: Status, template: str, facts: dict[str, str]) -> Claim:
    kept: Status = "inconsistent" if claim.status == "inconsistent" else status
    return replace(claim, status=kept, note=template % facts, note_template=template, note_facts=facts)


def said(value: Decimal | date) -> str:
    """This function will write a recorded value as a note says it."""
    return value.isoformat() if isinstance(value, date) else f"{value:f}"


def holds(claim: Claim, recorded: Decimal | date) -> bool:
    """This function will say whether a claim is true of the recorded value: "over 120" of 125, "2023" of 8 May 2023."""
    if isinstance(claim.value, Decimal) and isinstance(recorded, Decimal):
        return _number_holds(claim.value, claim.qualifier, recorded)
    if isinstance(claim.value, Decimal) or isinstance(recorded, Decimal):
        return False
    return _time_holds(claim.value, claim.unit, claim.qualifier, recorded)


def _number_holds(value: Decimal, qualifier: Qualifier, recorded: Decimal) -> bool:
    return {
        "exactly": recorded == value,
        "over": recorded > value,
        "at least": recorded >= value,
        "at most": recorded <= value,
        "under": recorded < value,
        "about": abs(recorded - value) <= ABOUT * abs(recorded),
    }[qualifier]


def _time_holds(value: date | tuple[int, int], unit: str, qualifier: Qualifier, recorded: date) -> bool:
    """This function will compare times as precisely as the claim gives its own; "since 2022" names that year."""
    if isinstance(value, tuple):
        if qualifier in ("at most", "under", "over"):
            return _number_holds(Decimal(value[1]), qualifier, Decimal(recorded.year))
        return value[0] <= recorded.year <= value[1]
    own, other = (value, recorded) if unit == "day" else (value.replace(day=1), recorded.replace(day=1))
    days = (Decimal(each.toordinal()) for each in (own, other))
    return _number_holds(next(days), "exactly" if qualifier in ("at least", "about") else qualifier, next(days))


def _match(figure: KnownFigure, claim: Claim, place: Place) -> Match | None:
    if isinstance(figure.value, Decimal) != isinstance(claim.value, Decimal):
        return None
    unit = _stems(claim.unit, place.language) if isinstance(claim.value, Decimal) else ()
    fit = _fit(figure, unit, place)
    return Match(fit, figure, _value(figure, unit)) if fit is not None else None


def _as_part(claim: Claim, place: Place, wholes: Sequence[Match]) -> list[Match]:
    """This function will turn matches of the whole into matches of its part: 44 women of the 125 officers."""
    unit = _stems(claim.unit, place.language)
    return [match._replace(value=_part(match.figure, unit, place.language)) for match in wholes]


def _part(figure: KnownFigure, unit: Sequence[str], language: Language) -> Decimal | None:
    for words, value in figure.parts:
        if any(_find(unit, _stems(each, language)) for each in words):
            return value
    return None


def _value(figure: KnownFigure, unit: Sequence[str]) -> Decimal | date:
    """This function will give a figure's value, or that of the part its unit names: "44 women police officers"."""
    if isinstance(figure.value, date) or not unit:
        return figure.value
    for words, value in figure.parts:
        for each in words:
            stems = _stems(each, language_of(each))
            named = any(_find(_stems(phrase, language_of(phrase)), stems) for phrase in figure.said_as)
            if _find(unit, stems) and not named:
                return value
    return figure.value


def _fit(figure: KnownFigure, unit: Sequence[str], place: Place) -> Fit | None:
    """This function will say how well a figure's words fit, or give None where they do not.

    In the unit the longest phrase fits best, then the longest context; outside it the nearest phrase, then the longest.
    """
    context = _context(figure, place)
    phrases = [stems for phrase in figure.said_as if (stems := _stems(phrase, place.language))]
    if context is None or not phrases:
        return None
    inside = [len(stems) for stems in phrases if unit and _find(unit, stems)]
    if inside:
        return 1, max(inside), context, 0
    near = [(-away, len(stems)) for stems in phrases for away in _distances(stems, place)]
    if not near or (unit and -max(near)[0] > NEAR):
        return None
    return 0, *max(near), context


def _distances(stems: Sequence[str], place: Place) -> list[int]:
    """This function will give how many words lie between a quantity and a phrase, where no other claim holds that."""
    return [
        max(place.begin - (at + len(stems)), at - place.end, 0)
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
        stems = _stems(text, language)
        for at, (begin, end) in zip(members, spans, strict=True):
            others = {word for other in spans if other != (begin, end) for word in range(*other)}
            places[at] = Place(language, stems, begin, end, frozenset(others))
    return [places[at] for at in range(len(claims))]


def _span(claim: Claim, language: Language) -> tuple[int, int]:
    quote = " ".join(claim.quote.split())
    before = claim.text.partition(quote)[0]
    begin = len(_stems(before, language))
    return begin, begin + len(_stems(quote, language))
