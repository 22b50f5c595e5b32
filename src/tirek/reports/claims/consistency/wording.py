"""Sentences that say the same nearly word for word, and then something else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.translation.trans_null import gettext_noop

from tirek.reports.claims.consistency.document import Document, Statement, plain_acronym
from tirek.reports.claims.consistency.found import Found, Side, found
from tirek.reports.claims.consistency.names import same_body
from tirek.reports.claims.numerals import starts_number
from tirek.reports.claims.stems import is_empty, stem

OTHER_WORDS = gettext_noop(
    "Two sentences agree nearly word for word, but one says “%(first)s” and the other “%(second)s”."
)
OTHER_NAME = gettext_noop("Where one sentence names “%(first)s”, a nearly identical one names “%(second)s”.")

SHINGLE = 3  # content words in a row by which nearly identical sentences are found
LEAST = 10  # content words of a sentence that can be compared
BEFORE, AFTER = 5, 4  # content words that must agree before and after the words that differ
LONGEST = 5  # content words that may differ
AGREE = 0.6  # share of the shorter sentence's content that must agree
COMPARED = 6  # sentences with the same words that a sentence is compared with: bounds the work on a huge text
_WORD = re.compile(r"[^\W_]+(?:[-'’‑+.,][^\W_]+)*")


class Word(NamedTuple):
    """A word of a sentence as compared (`stem`) and where it is printed; an acronym gives each of its words."""

    stem: str
    begin: int
    end: int
    content: bool


def other_words(document: Document) -> Iterator[Found]:
    """This function will find sentences that agree over a long stretch and differ in one place within or after it."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    readings: list[tuple[Statement, list[Word]]] = []
    said: set[frozenset[str]] = set()
    for statement in document.prose:
        words = _words(document, statement)
        content = [word.stem for word in words if word.content]
        if len(content) < LEAST:
            continue
        shingles = {tuple(content[at : at + SHINGLE]) for at in range(len(content) - SHINGLE + 1)}
        common = Counter(each for shingle in shingles for each in index[shingle])
        for each, count in common.most_common(COMPARED):
            if count >= 2:
                yield from _compared(readings[each], (statement, words), said)
        for shingle in shingles:
            if len(index[shingle]) < COMPARED:
                index[shingle].append(len(readings))
        readings.append((statement, words))


Reading = tuple[Statement, list[Word]]


def _compared(one: Reading, other: Reading, said: set[frozenset[str]]) -> Iterator[Found]:
    if one[0].language != other[0].language or _numbers(one[0]) != _numbers(other[0]):
        return
    first, second = ([word.stem for word in words] for _, words in (one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    steps = matcher.get_opcodes()
    agreeing = sum(_content(one[1][a:b]) for tag, a, b, _, _ in steps if tag == "equal")
    if agreeing < AGREE * min(_content(one[1]), _content(other[1])):
        return
    places = [_printed(one, other, steps, at) for at in range(len(steps)) if _differs(one[1], other[1], steps, at)]
    for values in places if len(places) == 1 else []:
        pair = frozenset(value.lower() for value in values)
        if pair not in said and not _trivial(*values, one[0]):
            said.add(pair)
            yield _report(one[0], other[0], values)


def _report(one: Statement, other: Statement, values: tuple[str, str]) -> Found:
    names = all(_is_name(value) for value in values)
    facts = {"first": values[0], "second": values[1]}
    sides = [Side(each.text, each.line, value) for each, value in zip((one, other), values, strict=True)]
    return found("names" if names else "wording", sides, OTHER_NAME if names else OTHER_WORDS, facts)


Step = tuple[str, int, int, int, int]


def _differs(one: Sequence[Word], other: Sequence[Word], steps: Sequence[Step], at: int) -> bool:
    """This function will say whether words are replaced there, between a stretch that agrees and another or the end."""
    tag, a, b, c, d = steps[at]
    if tag != "replace" or at == 0 or not 0 < _content(one[a:b]) <= LONGEST or not 0 < _content(other[c:d]) <= LONGEST:
        return False
    before = _content(one[steps[at - 1][1] : steps[at - 1][2]])
    ends = b == len(one) and d == len(other)
    after = 0 if ends or at + 1 == len(steps) else _content(one[steps[at + 1][1] : steps[at + 1][2]])
    return before >= BEFORE and (ends or after >= AFTER)


def _content(words: Sequence[Word]) -> int:
    return sum(word.content for word in words)


def _printed(one: Reading, other: Reading, steps: Sequence[Step], at: int) -> tuple[str, str]:
    _, a, b, c, d = steps[at]
    return _span(one, a, b), _span(other, c, d)


def _span(reading: Reading, begin: int, end: int) -> str:
    statement, words = reading
    while begin < end - 1 and not words[begin].content:
        begin += 1
    while end - 1 > begin and not words[end - 1].content:
        end -= 1
    return statement.text[words[begin].begin : words[end - 1].end]


def _words(document: Document, statement: Statement) -> list[Word]:
    """This function will give the words of a sentence, acronyms spelt out and "(NHRI)" after its own name left out."""
    words: list[Word] = []
    for match in _WORD.finditer(statement.text):
        acronym = plain_acronym(match[0])
        spelt = document.acronyms.get(acronym)
        bracketed = (
            statement.text[match.start() - 1 : match.start()] == "(" and statement.text[match.end() :][:1] == ")"
        )
        if spelt and bracketed:
            continue
        for word in spelt or (match[0],):
            content = not is_empty(word, statement.language) and word[0].isalpha()
            words.append(Word(stem(word, statement.language), match.start(), match.end(), content))
    return words


def _numbers(statement: Statement) -> list[str]:
    """This function will give the numbers of a sentence but for its years: with other numbers it tells other things."""
    figures = [word for word in statement.words if word[0].isdigit() and not re.match(r"(?:19|20)\d\d", word)]
    spelt = [word.lower() for word in statement.words if not word[0].isdigit() and starts_number(word)]
    return sorted(figures + spelt)


def _trivial(first: str, second: str, statement: Statement) -> bool:
    """This function will say whether two wordings are one in substance: a spelling, a form, a place, a number."""
    if any(letter.isdigit() for letter in first + second) or starts_number(first) or starts_number(second):
        return True
    if same_body(first, second, statement.language):
        return True
    if all(len(each.split()) == 1 and each[0].isupper() and not each.isupper() for each in (first, second)):
        return True  # a place or a person: two things told in the same words
    pairs = list(zip(first.lower().split(), second.lower().split(), strict=False))
    alike = len(first.split()) == len(second.split()) and all(_alike(one, other) for one, other in pairs)
    return alike or sorted(first.lower().split()) == sorted(second.lower().split())


def _alike(first: str, second: str) -> bool:
    begin = min(len(first), len(second))
    kept = next((at for at in range(begin) if first[at] != second[at]), begin)
    return kept >= 0.6 * max(len(first), len(second)) and kept > 3


def _is_name(value: str) -> bool:
    """This function will say whether words are the name of a body: an acronym, or two words with capitals."""
    words = _WORD.findall(value)
    capitals = [word for word in words if word[0].isupper()]
    return any(word.isupper() and len(word) > 2 for word in words) or (len(capitals) > 1 and capitals[0] == words[0])
