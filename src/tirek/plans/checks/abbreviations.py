"""Abbreviations that a document defines itself, as in "community safety council (CSC)"."""

from __future__ import annotations

import re

from tirek.plans.checks.words import stems
from tirek.plans.reading.markup import plain as bare
from tirek.plans.reading.plan import Plan

_SHORT = re.compile(r"\((?P<short>[A-Z][A-Za-z]*[A-Z])\)")
_BREAK = re.compile(r"[().;:/]")
_FURTHEST = 200


def abbreviations(plan: Plan) -> dict[str, frozenset[str]]:
    """This function will give the stems that each abbreviation stands for.

    The long form is found by the algorithm of Schwartz and Hearst (2003): its letters are matched from the right.
    """
    found: dict[str, frozenset[str]] = {}
    for line in plan.lines:
        text = bare(line.text)
        for match in _SHORT.finditer(text):
            before = text[max(0, match.start() - _FURTHEST) : match.start()]
            long = long_form(match["short"], _BREAK.split(before)[-1].strip())
            if long is not None:
                found.setdefault(match["short"], frozenset(stems(long)))
    return found


def long_form(short: str, before: str) -> str | None:
    """This function will find in the text before a bracket the words that the bracket shortens, or give None."""
    candidates = " ".join(before.split()[-min(len(short) + 5, len(short) * 2) :])
    at = len(candidates)
    for place in range(len(short) - 1, -1, -1):
        letter = short[place].lower()
        at -= 1
        while at >= 0 and not (
            candidates[at].lower() == letter and (place > 0 or at == 0 or not candidates[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
    return candidates[at:]


def expanded(words: list[str], known: dict[str, frozenset[str]]) -> frozenset[str]:
    """This function will give the stems of words, abbreviations spelt out; "GBV" is taken for the end of "SGBV"."""
    found: set[str] = set()
    for word in words:
        short = word.removesuffix("s") if word.isupper() or word[:-1].isupper() else word
        longer = next((each for each in known if short.isupper() and len(short) > 2 and each.endswith(short)), None)
        found |= known.get(short) or (known[longer] if longer else frozenset(stems(word)))
    return frozenset(found)
