"""Are numbers written in one way?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation.trans_null import gettext_noop

from tirek.plans.checks.finding import Finding
from tirek.plans.checks.kind import Kind
from tirek.plans.checks.money import amounts_of, amounts_of_cover, amounts_of_table
from tirek.plans.checks.numerals import listed, on_lines
from tirek.plans.reading.plan import Amount, Plan

_EXAMPLE = {"common": "10 000", "other": "20,000", "lines": "150, 151"}
IN_TABLE = Kind(
    code="number-formats-in-table",
    severity="note",
    looks_for="thousands set apart in more than one way in one table",
    message=gettext_noop(
        "Most amounts of the work plan are written like %(common)s; lines %(lines)s write them like %(other)s."
    ),
    advice=gettext_noop("Write all amounts of a table in one way, so that none can be misread."),
    example=_EXAMPLE,
)
COVER_AND_TABLE = Kind(
    code="number-formats-cover-and-table",
    severity="note",
    looks_for="thousands set apart in one way on the cover and in another in the table",
    message=gettext_noop("The cover writes amounts like %(other)s, the work plan like %(common)s."),
    advice=gettext_noop("Write amounts in one way throughout the document."),
    example=_EXAMPLE,
)
DECIMAL_COMMA = Kind(
    code="decimal-comma",
    severity="note",
    looks_for="a comma that sets decimals apart in a document where it also sets thousands apart",
    message=gettext_noop("A comma stands before decimals in %(decimal)s and between thousands in %(thousands)s."),
    advice=gettext_noop("Use the comma for one of the two only."),
    example={"decimal": "14,6%", "thousands": "20,000"},
)
KINDS = (IN_TABLE, COVER_AND_TABLE, DECIMAL_COMMA)

_STYLES = {"space": "1 000", "comma": "1,000", "dot": "1.000", "plain": "1000"}
_DECIMAL = re.compile(r"(?<![\d,.])\d{1,3},\d{1,2}\s?(?:%|per\s?cent|million|billion)", re.IGNORECASE)


def check(plan: Plan) -> Iterator[Finding]:
    """This function will compare how thousands and decimals are set apart; amounts under 1000 have no such mark."""
    table, cover = _large(amounts_of_table(plan)), _large(amounts_of_cover(plan))
    common = _most_common(table)
    if common is not None:
        others = [amount for amount in table if amount.style != common.style]
        if others:
            yield _finding(IN_TABLE, common, others)
        differing = [amount for amount in cover if amount.style != common.style]
        if differing:
            yield _finding(COVER_AND_TABLE, common, differing)
    yield from _decimals(plan)


def _large(amounts: Iterable[Amount]) -> list[Amount]:
    return [amount for amount in amounts if amount.number is not None and abs(amount.number) >= 1000]


def _most_common(amounts: list[Amount]) -> Amount | None:
    counts = Counter(amount.style for amount in amounts)
    return max(amounts, key=lambda amount: counts[amount.style]) if amounts else None


def _finding(kind: Kind, common: Amount, others: list[Amount]) -> Finding:
    styles = listed(_STYLES[style] for style in dict.fromkeys(amount.style for amount in others))
    lines = sorted({amount.line for amount in others})
    facts = {"common": common.text, "other": others[0].text, "lines": on_lines(lines)}
    return kind.at(lines, styles, _STYLES[common.style], **facts)


def _decimals(plan: Plan) -> Iterator[Finding]:
    thousands = [amount for amount in _large(amounts_of(plan)) if amount.style == "comma"]
    decimals = [
        (line.number, found) for line in plan.lines if line.cells is None for found in _DECIMAL.findall(line.text)
    ]
    if thousands and decimals:
        yield DECIMAL_COMMA.at(
            (*(line for line, _ in decimals), thousands[0].line),
            listed(dict.fromkeys(found.strip() for _, found in decimals)),
            None,
            decimal=decimals[0][1].strip(),
            thousands=thousands[0].text,
        )
