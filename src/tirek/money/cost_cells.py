"""The cells of a Combined Delivery Report: amounts, days, codes. Pure, without Django."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

MOST = 10**14
"""More cents than any line has: what is larger is a number of another kind."""
DIGITS = 30
"""More than stand before the decimals of any amount; Python itself reads no number of thousands of them."""

_PLAIN = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?", re.ASCII)
_COMMA = re.compile(r"(?:\d+|\d{1,3}(?: \d{3})+|\d{1,3}(?:\.\d{3})+),\d{1,2}", re.ASCII)
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t"), " ")
_MINUS = "-\u2212\u2013"


class UnreadableCell(ValueError):
    """A cell that is not what its column holds."""


def cents_of(text: str) -> int:
    """This function will read an amount as whole cents: “1 234.50”, “1,234.50”, “1 234,50”, “(200.00)”, “-200.00”.

    Raises UnreadableCell for anything else, more than two decimals included: no cent is rounded away unseen.
    """
    text = text.translate(_BLANKS).strip()
    negative = False
    if text.startswith("(") and text.endswith(")"):
        negative, text = True, text[1:-1].strip()
    elif text[:1] in _MINUS and text:
        negative, text = True, text[1:].strip()
    elif text[-1:] in _MINUS and text:
        negative, text = True, text[:-1].strip()
    whole = _cents(text)
    if whole >= MOST:
        raise UnreadableCell(text)
    return -whole if negative else whole


def amount_of(text: str) -> Decimal:
    """This function will read an amount that a person types, as `cents_of` does. Raises UnreadableCell."""
    return Decimal(cents_of(text)).scaleb(-2)


def _cents(text: str) -> int:
    if _PLAIN.fullmatch(text):
        pass
    elif _GROUPED.fullmatch(text):
        text = text.replace(",", "").replace(" ", "")
    elif _COMMA.fullmatch(text):
        text = text.replace(".", "").replace(" ", "").replace(",", ".")
    else:
        raise UnreadableCell(text)
    whole, _, rest = text.partition(".")
    if len(whole) > DIGITS or rest[2:].strip("0"):
        raise UnreadableCell(text)
    return int(whole) * 100 + int(rest[:2].ljust(2, "0"))


def text_of(cell: object) -> str:
    """This function will give the cell of a workbook as text; a number that a formula came to loses its noise."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        near = round(cell, 2)
        number = near if abs(cell - near) < 1e-6 else cell
        return f"{Decimal(repr(number)).normalize():f}"
    if isinstance(cell, date):  # a moment is a date too
        return cell.isoformat()[:10]
    return str(cell)


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+Z?)?", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[T ][\d:.]+)?", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})[ .-]([A-Za-zА-Яа-яё]{3,9})\.?[ .-](\d{4}|\d{2})", re.ASCII)
_MONTHS = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "янв фев мар апр мая июн июл авг сен окт ноя дек",
    )
    for number, name in enumerate(names.split(), start=1)
} | {"май": 5}


def day_of(text: str, *, month_first: bool = False) -> date:
    """This function will read a day: 2022-09-30, 30.09.2022, 30/09/2022, 30-Sep-2022; `month_first` reads 09/30/2022.

    Raises UnreadableCell.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[2], found[3], text)
    if found := _NUMBERS.fullmatch(text):
        first, second = (found[3], found[1]) if month_first and found[2] == "/" else (found[1], found[3])
        return _day(found[4], second, first, text)
    if (found := _NAMED.fullmatch(text)) and (month := _MONTHS.get(found[2][:3].lower())):
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        return _day(year, str(month), found[1], text)
    raise UnreadableCell(text)


def _day(year: str, month: str, day: str, text: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as fault:
        raise UnreadableCell(text) from fault


_PERIOD = re.compile(r"(?:([0-9]{4})[-/. ]?)?(?:(Q|К|Кв)?\.? ?0?([0-9]{1,2}))(?:[-/. ]([0-9]{4}))?", re.IGNORECASE)


def end_of_period(year: str, period: str) -> date:
    """This function will give the last day of a month or a quarter: 2022 and 9, 2022 and Q3, 2022-09, 09.2022.

    Raises UnreadableCell.
    """
    found = _PERIOD.fullmatch(period.strip())
    number = _MONTHS.get(period.strip()[:3].lower())
    if found is None and number is None:
        raise UnreadableCell(period)
    named = year.strip() or (found and (found[1] or found[4])) or ""
    if not re.fullmatch("[0-9]{4}", named):
        raise UnreadableCell(year or period)
    if found is not None:
        number = int(found[3]) * (3 if found[2] else 1)
    if not number or not 1 <= number <= 12:
        raise UnreadableCell(period)
    return date(int(named), number, monthrange(int(named), number)[1])


_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z./]{0,9}(?=$|[ :–—-])", re.ASCII)


def account_of(text: str) -> str:
    """This function will give the code that an account cell begins with: “72100 Contractual services” is 72100.

    Raises UnreadableCell.
    """
    found = _CODE.match(text.strip())
    if found is None:
        raise UnreadableCell(text)
    return found[0].rstrip(".")


def currency_of(text: str) -> str:
    """This function will give a currency's code of three letters. Raises UnreadableCell."""
    code = text.strip().upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise UnreadableCell(text)
    return code
