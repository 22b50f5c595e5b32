"""What the narrative commits the project to, item by item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tirek.plans.checks.beside import word_list
from tirek.plans.checks.prose import paragraphs, sentences
from tirek.plans.checks.words import stem
from tirek.plans.reading.plan import Plan, Value

_ADVERBS = r"(?:also|further|primarily|above\s+all|in\s+addition|mainly|then|therefore|additionally)"
_PASSIVE = re.compile(
    rf"\b(?:(?:will|shall)\s+(?:{_ADVERBS}\s+)?be|(?:is|are)\s+(?:{_ADVERBS}\s+)?(?:to\s+be|envisaged|planned|foreseen))\b",
    re.IGNORECASE,
)
_THERE = re.compile(r"\bthere\s+(?:will|shall)\s+(?:also\s+)?be\b", re.IGNORECASE)
_ACTIVE = re.compile(
    rf"\b(?:(?:will|shall)\s+(?:[a-z]+ly\s+|{_ADVERBS}\s+)?(?P<verb>[a-z]+)"
    r"|(?:project|plan|undp|activities|work)\s+(?:also\s+)?(?P<foresees>foresees?|envisages?|includes?))\b",
    re.IGNORECASE,
)
_PROMISES_NOTHING = frozenset(stem(verb) for verb in word_list("promises nothing"))
_BRACKETS = re.compile(r"\([^()]*\)")
_PURPOSE = re.compile(r"\b(?:so\s+that|in\s+order\s+to|which\s+will|that\s+will|among\s+others)\b.*$", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:[;:]|,(?:\s*and\b)?|\band\b|\bincluding\b|\bsuch\s+as\b|\balong\s+with\b|\bas\s+well\s+as\b)\s*",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:monitor\w*|management|annex\w*|signature|risks?|brief\s+description|work\s+plan)\b", re.I
)


def commitments(plan: Plan) -> Iterator[Value]:
    """This function will give each thing that a sentence commits the project to, with the line of its paragraph.

    A commitment is what "will …", "shall …", "is envisaged" and the like govern: the object of an active verb, the
    subject of a passive one. Enumerations are taken apart. Aims ("will help to …") commit to nothing that can be paid.
    """
    passed_over = _lines_elsewhere(plan)
    for sentence in sentences(plan):
        if sentence.line not in passed_over:
            for item in items(sentence.text):
                yield Value(item, sentence.line)


def _lines_elsewhere(plan: Plan) -> set[int]:
    """This function will give the lines under headings that speak of how the plan is run, not of what it does."""
    starts = sorted((section.heading.line, section.heading.text) for section in plan.sections)
    found: set[int] = set()
    for paragraph in paragraphs(plan):
        above = [text for line, text in starts if line <= paragraph.line]
        if above and _ELSEWHERE.search(above[-1]):
            found.add(paragraph.line)
    return found


def items(sentence: str) -> list[str]:
    """This function will take the things apart that a sentence commits to; none where it commits to nothing."""
    text = _BRACKETS.sub("", sentence)
    governed = _governed(text)
    return [item for part in _BETWEEN.split(_PURPOSE.sub("", governed)) if (item := part.strip(" ,.:;"))]


def _governed(text: str) -> str:
    """This function will give the part of a sentence that its promise governs."""
    if there := _THERE.search(text):
        return text[there.end() :]
    passive, active = _PASSIVE.search(text), _ACTIVE.search(text)
    if passive and (active is None or passive.start() <= active.start()):
        subject, rest = text[: passive.start()], text[passive.end() :]
        return rest.partition(":")[2] if ":" in rest else f"{_without_opening(subject)}; {rest}"
    if active and stem(active["verb"] or "") not in _PROMISES_NOTHING:
        return text[active.end() :]
    return ""


def _without_opening(subject: str) -> str:
    """This function will leave off what opens a sentence before its subject: "In addition, …"."""
    opening, comma, rest = subject.partition(",")
    return rest if comma and len(opening.split()) <= 3 else subject
