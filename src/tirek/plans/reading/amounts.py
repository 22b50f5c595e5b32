"""Amounts of money as plans print them: 10 000, 10,000, 10.000, USD 12,000.50, (500), $1.2 million."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from tirek.plans.reading.plan import Amount

Style = Literal["space", "comma", "dot", "plain"]

CURRENCIES = {
    code: re.compile(pattern, re.IGNORECASE)
    for code, pattern in {
        "USD": r"US\s?\$|USD|\$|долл(?:\.|аров)?(?:\s?США)?",
        "EUR": r"EUR|€|евро",
        "KZT": r"KZT|₸|тенге|теңге|тг\.?",
        "GBP": r"GBP|£",
        "CHF": r"CHF",
        "RUB": r"RUB|₽|руб\.?",
    }.items()
}
CURRENCY = "(?:" + "|".join(pattern.pattern for pattern in CURRENCIES.values()) + ")"
SCALE = r"(?:million|mln|млн|thousand|тыс)\b\.?"
STYLES: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("space", re.compile(r"(?P<whole>\d{1,3}(?: \d{3})+)(?:[.,](?P<part>\d{1,2}))?")),
    ("comma", re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+)(?:\.(?P<part>\d{1,2}))?")),
    ("dot", re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+)(?:,(?P<part>\d{1,2}))?")),
    ("plain", re.compile(r"(?P<whole>\d{1,15})(?:[.,](?P<part>\d{1,2}))?")),
)
SCALES = {"mi": 10**6, "ml": 10**6, "мл": 10**6, "th": 10**3, "ты": 10**3}
SCALED = re.compile(rf"(?P<number>.*\d)\s*(?P<scale>{SCALE})", re.IGNORECASE)
NONE = re.compile(r"[\s\-–—−_.]*")  # a dash in a cell says: nothing
BROKEN = re.compile(r"(?<=\d)([,.])\s+(?=\d{3}(?!\d))")  # 150,<end of line>000
BLANKS = re.compile(r"\s+")
NEGATIVE = re.compile(r"\((?P<bracketed>.*)\)|[-–−]\s?(?P<signed>\d.*)")
LONGEST = 40  # characters; nothing longer is one amount
PRINTED = re.compile(
    rf"(?:{CURRENCY}\s?)?\(?(?<![\w.,-])\d[\d ,.]*\d?\)?(?:\s?{SCALE})?(?:\s?{CURRENCY}(?!\w))?", re.IGNORECASE
)


def amount(text: str, line: int) -> Amount | None:
    """This function will read a cell as an amount: None for a blank or a dash, `number` None for no number."""
    printed = BLANKS.sub(" ", text).strip()
    if NONE.fullmatch(printed):
        return None
    number, style, currency = _read(printed)
    return Amount(printed, line, number, style, currency)


def is_number(text: str) -> bool:
    """This function will say whether a cell holds an amount and nothing else."""
    return any(character.isdigit() for character in text) and _read(BLANKS.sub(" ", text).strip())[0] is not None


def find_amount(text: str, line: int) -> Amount | None:
    """This function will find the first amount within a line of text."""
    for found in PRINTED.finditer(text):
        if read := amount(found[0].strip(" ,."), line):
            return read
    return None


def _read(printed: str) -> tuple[Decimal | None, Style, str | None]:
    if len(printed) > LONGEST:
        return None, "plain", None
    bare, currency = _without_currency(printed.rstrip("*†"))
    sign = 1
    if negative := NEGATIVE.fullmatch(bare):
        sign, bare = -1, (negative["bracketed"] or negative["signed"] or "").strip()
        bare, currency = (bare, currency) if currency else _without_currency(bare)
    scale = 1
    if scaled := SCALED.fullmatch(bare):
        bare, scale = scaled["number"].strip(), SCALES[scaled["scale"][:2].lower()]
    bare = BROKEN.sub(r"\1", bare)
    for style, pattern in STYLES:
        if found := pattern.fullmatch(bare):
            whole = re.sub(r"\D", "", found["whole"])
            number = sign * scale * Decimal(f"{whole}.{found['part'] or 0}")
            return (number if number % 1 else Decimal(int(number))), style, currency
    return None, "plain", currency


def _without_currency(text: str) -> tuple[str, str | None]:
    for code, pattern in CURRENCIES.items():
        for found in pattern.finditer(text):
            before, after = text[: found.start()].strip(), text[found.end() :].strip()
            if not before or not after:  # it stands before or after the number, not inside a word
                return before + after, code
    return text, None
