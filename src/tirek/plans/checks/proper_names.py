"""Proper names in a plan: runs of capitalised words, with the lines they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tirek.plans.checks.words import STOP_WORDS, singular
from tirek.plans.reading.markup import plain as bare
from tirek.plans.reading.plan import Plan

_NAME = re.compile(
    r"\b[A-ZА-Я][\w'’-]*(?:\s+(?:(?:of|for|on|against|and|in)\s+)?(?:the\s+)?[A-ZА-Я][\w'’-]*)*", re.UNICODE
)
_SPELLINGS = {
    "centre": "center", "labour": "labor", "defence": "defense", "organisation": "organization", "programme": "program",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as printed, its significant words in one spelling, and its line."""

    text: str
    words: tuple[str, ...]
    line: int


def names(plan: Plan) -> Iterator[Name]:
    """This function will give every run of capitalised words in the document, table cells included.

    A leading article or preposition is left off; a comma, a slash or a bracket ends a name.
    """
    for line in plan.lines:
        for text in line.cells if line.cells is not None else (line.text,):
            for found in _NAME.findall(bare(text)):
                for part in _parts(found):
                    if kept := significant(part):
                        yield Name(part, kept, line.number)


def _parts(text: str) -> Iterator[str]:
    """This function will cut a run at "and" where another institution begins, and drop leading small words."""
    for part in re.split(r"\s+and\s+(?:the\s+)?(?=(?:Ministry|Office|Department|Committee|Agency|National)\b)", text):
        pieces = part.split()
        while pieces and pieces[0].lower() in STOP_WORDS:
            pieces = pieces[1:]
        if pieces:
            yield " ".join(pieces)


def significant(text: str) -> tuple[str, ...]:
    """This function will give the words of a name that carry meaning, in lower case, singular and one spelling."""
    found = [word.strip("'’-").replace("’", "'").lower() for word in text.split()]
    return tuple(one_form(word) for word in found if word and word not in STOP_WORDS)


def one_form(word: str) -> str:
    """This function will give the singular of a word in lower case, in one of its spellings."""
    bare_word = word.removesuffix("'s").removesuffix("'")
    return _SPELLINGS.get(one := singular(bare_word), one)
