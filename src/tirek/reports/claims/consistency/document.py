"""A narrative as the checks of consistency see it: sentences by their content, claims by what they count, acronyms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tirek.reports.claims.claim import Claim
from tirek.reports.claims.consistency.acronyms import Definition, definitions
from tirek.reports.claims.numerals import starts_number
from tirek.reports.claims.sentences import Narrative
from tirek.reports.claims.stems import content_of, is_empty, language_of, stem, words_of
from tirek.reports.claims.vocabulary import Language

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
        self._content: dict[tuple[str, bool], frozenset[str]] = {}
        self.counted = tuple(self._counted(narrative, index, claim) for index, claim in enumerate(claims))

        self._beside: dict[tuple[str, int], list[Counted]] = {}
        for each in self.counted:
            self._beside.setdefault((each.claim.text, each.claim.where), []).append(each)

    def beside(self, counted: Counted) -> list[Counted]:
        """This method will give all claims of the sentence that a claim stands in, itself too."""
        return self._beside[(counted.claim.text, counted.claim.where)]

    def parts_of(self, whole: Counted) -> list[Counted]:
        """This method will give the claims of the same sentence that are parts of a claim."""
        return [each for each in self.beside(whole) if each.claim.part_of == whole.claim.quote and each is not whole]

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

    def content(self, statement: Statement) -> frozenset[str]:
        """This method will give the stems of a sentence's content, acronyms spelt out, numbers left out."""
        key = (statement.text, statement.table)
        if key not in self._content:
            words = [word for word in self.spelt_out(statement.words) if not starts_number(word)]
            self._content[key] = content_of(words, statement.language)
        return self._content[key]

    def heads(self, counted: Counted) -> frozenset[str]:
        """This method will give the stems of what a claim counts, acronyms spelt out."""
        words = self.spelt_out(words_of(counted.claim.unit))
        language = counted.statement.language
        return frozenset(stem(word, language) for word in words if not is_empty(word, language))


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
