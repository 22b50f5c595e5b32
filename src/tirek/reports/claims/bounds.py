"""Reads what bounds a number: "over 120", "at least", "120-дан астам", "by 2025"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, cast

from tirek.reports.claims.claim import Qualifier
from tirek.reports.claims.tokens import Token
from tirek.reports.claims.vocabulary import Language, rows

Of = Literal["number", "time"]
_CHANGES = (
    "увелич",
    "вырос",
    "возрос",
    "сниз",
    "сократ",
    "расшир",
    "повыс",
    "довед",
    "довел",
    "increas",
    "grew",
    "rose",
)


Bounds = tuple[tuple[tuple[str, ...], Qualifier], ...]


@cache
def _bounds(language: Language, side: str, of: Of) -> Mapping[str, Bounds]:
    """This function will give bounds by the word that stands next to the number, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = {}
    for row in rows("bounds"):
        if (row["language"], row["side"], row["of"]) == (language, side, of):
            phrase = tuple(row["phrase"].split())
            beside = phrase[-1] if side == "before" else phrase[0]
            found.setdefault(beside, []).append((phrase, cast(Qualifier, row["qualifier"])))
    return {word: tuple(sorted(each, key=lambda one: -len(one[0]))) for word, each in found.items()}


def bounded(tokens: Sequence[Token], first: int, after: int, of: Of, language: Language) -> tuple[Qualifier, int, int]:
    """This function will give the qualifier of a quantity, and its tokens with the bounding words taken in."""
    before = tokens[first - 1].lower if first else ""
    for phrase, qualifier in _bounds(language, "before", of).get(before, ()):
        begin = first - len(phrase)
        if begin >= 0 and _said(tokens, begin, first) == phrase:
            changed = begin > 0 and phrase[0] == "до" and tokens[begin - 1].lower.startswith(_CHANGES)
            return ("exactly" if changed else qualifier), begin, after
    follows = tokens[after].lower if after < len(tokens) else ""
    for phrase, qualifier in _bounds(language, "after", of).get(follows, ()):
        end = after + len(phrase)
        if _said(tokens, after, end) == phrase:
            return qualifier, first, end
    return "exactly", first, after


def _said(tokens: Sequence[Token], begin: int, end: int) -> tuple[str, ...]:
    return tuple(token.lower for token in tokens[begin:end])
