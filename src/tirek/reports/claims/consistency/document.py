"""A narrative as the checks of consistency see it: sentences by their content, claims by what they count, acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from tirek.reports.claims.claim import Claim
from tirek.reports.claims.consistency.acronyms import Definition, definitions
from tirek.reports.claims.numerals import starts_number
from tirek.reports.claims.sentences import Narrative
from tirek.reports.claims.stems import content_of, is_empty, language_of, stem, words_of
from tirek.reports.claims.vocabulary import Language

_OPENING = re.compile(r"[.!?]\s+\S+|^\S+")  # a sentence's first word has a capital whether it is a name or not
_HEADING = re.compile(r"[^.!?;:]{1,100}")


@dataclass(frozen=True)
class Statement:
    """One sentence; `order` is its place in the document and `section` the number of the heading above it."""

    order: int
    text: str
    line: int
    section: int
    heading: bool
    table: bool
    language: Language
    words: tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """One claim with the statement it stands in, its place among the claims, and where it stands in the text."""

    index: int
    claim: Claim
    statement: Statement
    begin: int
    end: int


class Document:
    """A narrative and its claims, with what the checks ask of them."""

    def __init__(self, narrative: Narrative, claims: Sequence[Claim]) -> None:
        self.text = narrative.text
        self.statements = _statements(narrative)
        self._by_text = {statement.text: statement for statement in reversed(self.statements)}
        self._at = {(statement.text, statement.line): statement for statement in self.statements}
        self._content: dict[str, frozenset[str]] = {}
        self._heads: dict[int, frozenset[str]] = {}
        self.counted = tuple(self._counted(narrative, index, claim) for index, claim in enumerate(claims))

        self._beside: dict[tuple[str, int], list[Counted]] = {}
        self._parts: dict[tuple[str, int, str], list[Counted]] = {}
        for each in self.counted:
            sentence = (each.claim.text, each.claim.where)
            self._beside.setdefault(sentence, []).append(each)
            if each.claim.part_of is not None:
                self._parts.setdefault((*sentence, each.claim.part_of), []).append(each)

    def beside(self, counted: Counted) -> list[Counted]:
        """This method will give all claims of the sentence that a claim stands in, itself too."""
        return self._beside[(counted.claim.text, counted.claim.where)]

    def parts_of(self, whole: Counted) -> list[Counted]:
        """This method will give the claims of the same sentence that are parts of a claim."""
        return self._parts.get((whole.claim.text, whole.claim.where, whole.claim.quote), [])

    def _counted(self, narrative: Narrative, index: int, claim: Claim) -> Counted:
        begin = narrative.lines[claim.where - 1] + claim.start if claim.where <= len(narrative.lines) else 0
        statement = self._at.get((claim.text, claim.where)) or self._by_text.get(claim.text)
        if statement is None:
            statement = _statement(-1, claim.text, claim.where, 0)
        return Counted(index, claim, statement, begin, begin + len(claim.quote))

    @cached_property
    def prose(self) -> tuple[Statement, ...]:
        """This property will give the sentences, tables and headings left out, each text once."""
        once = {statement.text: statement for statement in reversed(self.statements)}
        kept = sorted(once.values(), key=lambda statement: statement.order)
        return tuple(each for each in kept if not (each.table or each.heading))

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """This property will give every "Name (ACRONYM)" of the document."""
        return tuple(
            found for each in self.statements if "(" in each.text for found in definitions(each.text, each.line)
        )

    @cached_property
    def acronyms(self) -> Mapping[str, tuple[str, ...]]:
        """This property will give, for each acronym, the words that it first stands for."""
        return {found.acronym: found.words for found in reversed(self.definitions)}

    def spelt_out(self, words: Sequence[str]) -> list[str]:
        """This method will put the words that an acronym stands for in its place."""
        return [word for each in words for word in self.acronyms.get(plain_acronym(each), (each,))]

    @cached_property
    def by_head(self) -> Mapping[str, Sequence[Counted]]:
        """This property will give the numbers of the text (no tables; each once) by each word of what they count."""
        found: dict[str, list[Counted]] = {}
        seen: set[tuple[str, str]] = set()
        for each in self.counted:
            key = (each.claim.text, each.claim.quote)
            if isinstance(each.claim.value, Decimal) and not each.statement.table and key not in seen:
                seen.add(key)
                for head in self.heads(each) or {each.claim.unit}:
                    found.setdefault(head, []).append(each)
        return found

    def content(self, statement: Statement) -> frozenset[str]:
        """This method will give the stems of a sentence's content, acronyms spelt out, numbers left out."""
        if statement.text not in self._content:
            words = [word for word in self.spelt_out(statement.words) if not starts_number(word)]
            self._content[statement.text] = content_of(words, statement.language)
        return self._content[statement.text]

    def heads(self, counted: Counted) -> frozenset[str]:
        """This method will give the stems of what a claim counts, acronyms spelt out."""
        if counted.index not in self._heads:
            words, language = self.spelt_out(words_of(counted.claim.unit)), counted.statement.language
            stems = frozenset(stem(word, language) for word in words if not is_empty(word, language))
            self._heads[counted.index] = stems
        return self._heads[counted.index]

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """This property will give, for the text of each sentence with a claim, the stems of its capitalised words."""
        return {each.statement.text: self._capitals(each.statement) for each in self.counted}

    def _capitals(self, statement: Statement) -> frozenset[str]:
        inside = words_of(_OPENING.sub(" ", statement.text))
        words = self.spelt_out([word for word in inside if word[0].isupper()])
        return frozenset(stem(word, statement.language) for word in words if not is_empty(word, statement.language))

    @cached_property
    def years(self) -> Mapping[tuple[str, int], frozenset[int]]:
        """This property will give the years named in each sentence with a claim."""
        return {
            sentence: frozenset(year for each in claims for year in years_of(each.claim))
            for sentence, claims in self._beside.items()
        }


def years_of(claim: Claim) -> Iterable[int]:
    """This function will give the years that a claim of time covers; none for a number."""
    if isinstance(claim.value, tuple):
        return range(claim.value[0], claim.value[1] + 1)
    return () if isinstance(claim.value, Decimal) else (claim.value.year,)


@lru_cache(maxsize=1 << 14)
def plain_acronym(word: str) -> str:
    """This function will give an acronym without plural or possessive: "NHRIs", "HRC’s"."""
    bare = re.sub(r"['’‑-].*$", "", word)
    return bare[:-1] if len(bare) > 2 and bare.endswith("s") and bare[:-1].isupper() else bare


def _statements(narrative: Narrative) -> tuple[Statement, ...]:
    found: list[Statement] = []
    section, rows = 0, set()
    for sentence in narrative.sentences:
        line = narrative.line(sentence.start)
        if sentence.row is not None:
            if line in rows:
                continue
            rows.add(line)
        heading = sentence.row is None and _is_heading(narrative, sentence.start, sentence.text)
        section += heading
        found.append(_statement(len(found), sentence.text, line, section, heading, sentence.row is not None))
    return tuple(found)


def _statement(order: int, text: str, line: int, section: int, heading: bool = False, table: bool = False) -> Statement:
    return Statement(order, text, line, section, heading, table, language_of(text), tuple(words_of(text)))


def _is_heading(narrative: Narrative, start: int, text: str) -> bool:
    """This function will say whether a sentence is a heading: marked with #, or short, alone, without a full stop."""
    line = narrative.lines[narrative.line(start) - 1]
    if narrative.text.startswith("#", line):
        return True
    alone = not narrative.text[line:start].strip()
    return alone and bool(_HEADING.fullmatch(text)) and len(text.split()) < 13
