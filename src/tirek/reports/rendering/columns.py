"""How wide the columns of a table are: numbers keep to one line, words share what is left by how many they are."""

from __future__ import annotations

from collections.abc import Sequence

from tirek.reports.narrative import FigureMark, Inline, Table, Text, walk
from tirek.reports.rendering import formats
from tirek.reports.rendering.contents import Contents

MANY, VERY_MANY = 6, 9
"""From so many columns on a table is set small; from so many on, across the page where that can be done."""
_LETTERS, _SMALL_LETTERS = 90, 108  # that a line of the page has room for, as wide as digits are
_NOTE = 3  # a note's number in brackets, raised and small
_MARGIN = 2  # letters that the inner edges of a cell take
_LONGEST = 60  # words beyond so many letters wrap anyway, and shall not starve the other columns
_LEAST_WORDS = 12


def shares(table: Table, report: Contents) -> tuple[int, ...]:
    """This function will give the share of each column in percent of the table's width; they add up to 100.

    Numbers get what one line of them needs, words the rest. Where that is not enough for all, each gets less.
    """
    columns = [[_text(row[at], report) for row in (table.header, *table.rows)] for at in range(len(table.header))]
    letters = _SMALL_LETTERS if len(columns) >= MANY else _LETTERS
    numbers = {at: _of_numbers(cells) for at, cells in enumerate(columns) if table.numeric[at]}
    words = {at: _of_words(cells) for at, cells in enumerate(columns) if not table.numeric[at]}
    left = max(letters - sum(numbers.values()), _LEAST_WORDS * len(words))
    words = {at: left * want // sum(words.values()) for at, want in words.items()}
    wants = numbers | words
    return _to_hundred([max(1, wants[at]) for at in range(len(columns))])


def _of_numbers(cells: Sequence[str]) -> int:
    """Its longest number, and the longest word of its heading, which is bold."""
    return max(_longest_word(cells[0]) + 1, *map(len, cells[1:]), 4) + _MARGIN


def _of_words(cells: Sequence[str]) -> int:
    return max(_LEAST_WORDS, min(_LONGEST, max(map(len, cells))))


def _text(cell: tuple[Inline, ...], report: Contents) -> str:
    language = report.publication.language
    parts = []
    for part in walk(cell):
        if isinstance(part, Text):
            parts.append(part.text)
        elif isinstance(part, FigureMark):
            parts.append(formats.value(report.figures[part.key], language) + "0" * _NOTE)
    return "".join(parts)


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _to_hundred(wants: Sequence[int]) -> tuple[int, ...]:
    """The wants in percent; what rounding leaves over goes to the widest."""
    total = sum(wants)
    found = [want * 100 // total for want in wants]
    found[found.index(max(found))] += 100 - sum(found)
    return tuple(found)
