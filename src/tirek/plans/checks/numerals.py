"""How numbers and rows are named in a finding."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from tirek.plans.reading.plan import Amount, BudgetRow

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
SEPARATORS = {"space": " ", "comma": ",", "dot": ".", "plain": ""}
LONGEST_TITLE = 70


def plain(number: Decimal) -> str:
    """This function will write a number with a no-break space between thousands, so that it never breaks over lines."""
    return _grouped(number, NO_BREAK_SPACE)


def as_printed(number: Decimal, beside: Amount) -> str:
    """This function will write a number as the document writes `beside`, so that the two can be compared by eye."""
    style: Literal["space", "comma", "dot", "plain"] = beside.style
    if style == "plain" and beside.number is not None and abs(beside.number) < 1000:
        style = "space"
    return _grouped(number, SEPARATORS[style])


def difference(one: Decimal, other: Decimal) -> str:
    """This function will write how far two numbers lie apart, without a sign."""
    return plain(abs(one - other))


def named(row: BudgetRow) -> str:
    """This function will name a row as a person would: its number and its title, cut where it grows long."""
    title = shortened(" ".join(row.title.text.split()))
    if row.number is None or title.startswith(row.number):
        return title
    return f"{row.number} {title}"


def shortened(title: str, longest: int = LONGEST_TITLE) -> str:
    """This function will cut a text at a word, with an ellipsis, when it is longer than `longest` characters."""
    if len(title) <= longest:
        return title
    return title[: longest + 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def listed(parts: Iterable[object]) -> str:
    """This function will list things with commas alone, which reads the same in every language."""
    return ", ".join(str(part) for part in parts)


def on_lines(lines: Iterable[int]) -> str:
    """This function will list line numbers once each, three or more in a row as a range: 12, 14–17."""
    groups: list[list[int]] = []
    for line in sorted(set(lines)):
        if groups and line == groups[-1][-1] + 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return listed(f"{group[0]}–{group[-1]}" if len(group) > 2 else listed(group) for group in groups)


def around(text: str, start: int, end: int, longest: int = 120) -> str:
    """This function will cut a text to some words around a place in it, with an ellipsis where words are left out."""
    if len(text) <= longest:
        return text
    before = max(0, min(start - (longest - (end - start)) // 2, len(text) - longest))
    kept = text[before : before + longest]
    kept = kept if before == 0 else "…" + kept.partition(" ")[2]
    return kept if before + longest >= len(text) else kept.rpartition(" ")[0] + "…"


def _grouped(number: Decimal, separator: str) -> str:
    rounded = number.quantize(Decimal("0.01"))
    digits = f"{rounded:,.2f}".removesuffix(".00")
    whole, dot, cents = digits.partition(".")
    mark = "," if separator == "." else "."
    return whole.replace(",", separator) + (mark + cents if dot else "")
