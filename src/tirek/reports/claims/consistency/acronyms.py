"""Finds where a narrative says what an acronym stands for: "National Preventive Mechanism (NPM)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tirek.reports.claims.stems import language_of
from tirek.reports.claims.vocabulary import words

_BRACKETED = re.compile(r"\((?:the )?[\"“«‘']?([^\W\d_][\w+&-]{1,11})[\"”»’']?\)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*(?:\+[^\W\d_]+)*")
_BROKEN = re.compile(r"[.;:!?()\[\]«»“”\"]|,\s")
_REACH = 160  # characters before the bracket that a name may take


class Definition(NamedTuple):
    """An acronym with the words of its name; `name` as printed."""

    acronym: str
    words: tuple[str, ...]
    name: str
    text: str
    line: int


def definitions(text: str, line: int) -> Iterator[Definition]:
    """This function will give each acronym that a sentence defines by a name before its brackets."""
    for found in _BRACKETED.finditer(text):
        acronym = found[1][:-1] if found[1].endswith("s") and found[1][:-1].isupper() else found[1]
        if sum(letter.isupper() for letter in acronym) < 2:
            continue
        name = _name_before(text[max(0, found.start() - _REACH) : found.start()], acronym)
        if name:
            yield Definition(acronym, tuple(name), " ".join(name), text, line)


def _name_before(before: str, acronym: str) -> list[str]:
    """This function will give the words whose initials are the acronym, small words stepped over."""
    found = _WORD.findall(_BROKEN.split(before)[-1])
    letters = [letter.lower() for letter in acronym if letter.isalpha()]
    return _by_initials(found, letters) or _by_capitals(found, letters)


def _by_initials(found: Sequence[str], letters: Sequence[str]) -> list[str]:
    small = words("function word", language_of(" ".join(found)))
    at, left = len(found), list(letters)
    while left and at > 0:
        at -= 1
        initials = [part[0].lower() for part in found[at].split("-") if part]
        if left[-len(initials) :] == initials:
            del left[-len(initials) :]
        elif left[-1] == initials[0]:
            left.pop()
        elif found[at].lower() not in small:
            return []
    return list(found[at:]) if not left else []


def _by_capitals(found: Sequence[str], letters: Sequence[str]) -> list[str]:
    """This function will read "UN Guiding Principles on Business … (UNGP)": not every word gives a letter."""
    small = words("function word", language_of(" ".join(found)))
    at = len(found)
    while at > 0 and (found[at - 1][0].isupper() or found[at - 1].lower() in small):
        at -= 1
    name = list(found[at:])
    while name and (not name[0][0].isupper() or name[0].lower() in small):
        name.pop(0)
    initials = iter([letter.lower() for word in name for letter in (word if word.isupper() else word[0])])
    fits = len(name) > 1 and name[0][0].lower() == letters[0] and all(letter in initials for letter in letters)
    return name if fits else []
