"""Lists the quantitative claims of a narrative, each with its sentence and the line it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tirek.reports.claims.claim import Claim
from tirek.reports.claims.numerals import starts_number
from tirek.reports.claims.parts import unit_of_part, wholes
from tirek.reports.claims.quantities import Quantity, quantities
from tirek.reports.claims.sentences import Narrative, Sentence, read
from tirek.reports.claims.stems import language_of
from tirek.reports.claims.tokens import Token, tokens_of

_DIGIT = re.compile("[0-9]")


def extract(text: str) -> list[Claim]:
    """This function will list every quantitative claim of a narrative (plain text or Markdown), in reading order.

    A claim is a number in figures or words, a share, an amount of money, a duration, a date, a year or a span of years;
    a single year is the pair of itself. Numbering, names (Article 5), codes, addresses, footnote marks and bound
    figures `[[key]]` are no claims, nor are "first" and the other ordinals: they rank, they do not count.
    """
    narrative = read(text)
    return [claim for sentence in narrative.sentences for claim in _claims(narrative, sentence)]


def typed_numbers(text: str) -> list[Claim]:
    """This function will list the numbers typed by hand in a narrative: whatever is no bound figure `[[key]]`."""
    return extract(text)


def _claims(narrative: Narrative, sentence: Sentence) -> Iterator[Claim]:
    masked, start, end = narrative.masked, sentence.start, sentence.end
    if not _DIGIT.search(masked, start, end) and not starts_number(masked[start:end]):
        return
    language = language_of(sentence.text)
    tokens = tokens_of(masked, start, end)
    found = quantities(tokens, language)
    quotes = [_quote(narrative, tokens, each) for each in found]
    for each, (begin, stop), whole in zip(found, quotes, wholes(tokens, found, language), strict=True):
        unit = each.unit or (
            unit_of_part(tokens, each, found[whole], language) if whole is not None else _row(sentence)
        )
        yield Claim(
            text=sentence.text,
            quote=narrative.text[begin:stop],
            value=each.value,
            qualifier=each.qualifier,
            unit=unit,
            where=narrative.line(begin),
            start=narrative.column(begin),
            end=narrative.column(begin) + stop - begin,
            part_of=narrative.text[slice(*quotes[whole])] if whole is not None else None,
        )


def _quote(narrative: Narrative, tokens: list[Token], each: Quantity) -> tuple[int, int]:
    """This function will give where the words of a quantity stand; of those broken over two lines, the first's."""
    begin = next(
        (token.start for token in tokens[each.first : each.after] if _holds_figure(token)), tokens[each.first].start
    )
    line_start = begin - narrative.column(begin)
    first = max(line_start, tokens[each.first].start)
    stop = min(tokens[each.after - 1].end, narrative.line_end(begin))
    return first, stop


def _holds_figure(token: Token) -> bool:
    return token.kind in ("number", "date", "years")


def _row(sentence: Sentence) -> str:
    """This function will give the first cell of a table's row as the unit of its bare numbers."""
    row = sentence.row or ""
    return row if any(letter.isalpha() for letter in row) and row != sentence.text else ""
