"""What the narrative commits the project to, item by item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tirek.plans.checks.beside import word_list
from tirek.plans.checks.prose import paragraphs, sentences
from tirek.plans.checks.words import stem
from tirek.plans.reading.plan import Plan

_ADVERBS = r"(?:[a-z]+ly|also|further|above\s+all|in\s+addition|then|therefore)"
_PASSIVE = (
    rf"(?:will|shall)\s+(?:{_ADVERBS}\s+)?be\b"
    rf"|(?:is|are)\s+(?:{_ADVERBS}\s+)?(?:to\s+be|envisaged|planned|foreseen)\b"
)
_ACTIVE = (
    rf"(?:will|shall)\s+(?:{_ADVERBS}\s+)?(?P<verb>[a-z]+)"
    rf"|(?<=project\s)(?:also\s+)?(?:foresees|envisages|includes)\b|(?<=plan\s)(?:also\s+)?(?:foresees|envisages|includes)\b"
)
_PROMISE = re.compile(
    rf"(?<!that\s)(?<!which\s)(?<!who\s)(?<!political\s)(?<!good\s)(?<!free\s)\b(?:(?P<passive>{_PASSIVE})|{_ACTIVE})",
    re.IGNORECASE,
)
_PROMISES_NOTHING = frozenset(stem(verb) for verb in word_list("promises nothing"))
_BRACKETS = re.compile(r"\([^()]*\)")
_PURPOSE = re.compile(r"\b(?:so\s+that|in\s+order\s+to|which\s+will|that\s+will|among\s+others)\b.*$", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:[;:]|,(?:\s*and\b)?|\band\b|\bincluding\b|\bsuch\s+as\b|\balong\s+with\b|\bas\s+well\s+as\b)\s*",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:that|which|who)\s+(?:will|shall)\b", re.IGNORECASE)
_OPENING = re.compile(r"^(?:(?:also\s+)?\w+(?:ed|en)\s+(?:to|for|with)|to|for|with|of|in)\s+(?:the\s+)?", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:monitor\w*|management|annex\w*|signature|risks?|brief\s+description|work\s+plan)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """What one sentence commits to: its items, those to take `otherwise` where the first say too little, its line."""

    items: tuple[str, ...]
    otherwise: tuple[str, ...]
    line: int


def commitments(plan: Plan) -> Iterator[Commitment]:
    """This function will find the sentences that commit the project to something, and take them apart.

    A commitment is what "will …", "shall …", "is envisaged" and the like govern: the object of an active verb, the
    subject of a passive one. Aims ("will help to …") commit to nothing that can be paid, and what is said of
    management and monitoring is no activity.
    """
    passed_over = _lines_elsewhere(plan)
    for sentence in sentences(plan):
        governed, otherwise = governed_by_promise(sentence.text)
        if sentence.line not in passed_over and (governed or otherwise):
            yield Commitment(_items(governed), _items(otherwise), sentence.line)


def governed_by_promise(sentence: str) -> tuple[str, str]:
    """This function will give the part of a sentence that its promise governs, and the part to take otherwise."""
    text = _BRACKETS.sub("", sentence)
    found = _PROMISE.search(text)
    if found is None:
        return "", ""
    before, after = text[: found.start()].strip(), text[found.end() :]
    if found["passive"] is None:
        verb = (found["verb"] or "").lower()
        commits = stem(verb) not in _PROMISES_NOTHING and (not verb.endswith("ed") or verb.endswith("eed"))
        return (after, "") if commits else ("", "")
    if before.lower().endswith("there"):
        return after, ""
    if _RELATIVE.search(before):
        return "", ""
    if ":" in after:
        return after.partition(":")[2], before
    return _without_opening(before), after


def _items(text: str) -> tuple[str, ...]:
    parts = (_OPENING.sub("", part.strip(" ,.:;")) for part in _BETWEEN.split(_PURPOSE.sub("", text)))
    return tuple(part for part in parts if part)


def _without_opening(subject: str) -> str:
    """This function will leave off what opens a sentence before its subject: "In addition, …"."""
    opening, comma, rest = subject.partition(",")
    return rest if comma and len(opening.split()) <= 3 else subject


def _lines_elsewhere(plan: Plan) -> set[int]:
    """This function will give the lines under headings that speak of how the plan is run, not of what it does."""
    starts = sorted((section.heading.line, section.heading.text) for section in plan.sections)
    found: set[int] = set()
    for paragraph in paragraphs(plan):
        above = [text for line, text in starts if line <= paragraph.line]
        if above and _ELSEWHERE.search(above[-1]):
            found.update((paragraph.line, *paragraph.continued))
    return found
