"""Reads what bounds a number: "over 120", "at least", "120-дан астам", "by 2025"."""

from __future__ import annotations

from collections.abc import Sequence
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


@cache
def _bounds(language: Language, side: str, of: Of) -> tuple[tuple[tuple[str, ...], Qualifier], ...]:
    found = [
        (tuple(row["phrase"].split()), cast(Qualifier, row["qualifier"]))
        for row in rows("bounds")
        if (row["language"], row["side"], row["of"]) == (language, side, of)
    ]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


def bounded(tokens: Sequence[Token], first: int, after: int, of: Of, language: Language) -> tuple[Qualifier, int, int]:
    """This function will give the qualifier of a quantity, and its tokens with the bounding words taken in."""
    for phrase, qualifier in _bounds(language, "before", of):
        begin = first - len(phrase)
        if begin >= 0 and tokens[first - 1].lower == phrase[-1] and _said(tokens, begin, first) == phrase:
            changed = begin > 0 and phrase[0] == "до" and tokens[begin - 1].lower.startswith(_CHANGES)
            return ("exactly" if changed else qualifier), begin, after
    for phrase, qualifier in _bounds(language, "after", of):
        end = after + len(phrase)
        if end <= len(tokens) and tokens[after].lower == phrase[0] and _said(tokens, after, end) == phrase:
            return qualifier, first, end
    return "exactly", first, after


def _said(tokens: Sequence[Token], begin: int, end: int) -> tuple[str, ...]:
    return tuple(token.lower for token in tokens[begin:end])
