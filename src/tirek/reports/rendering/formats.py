"""Numbers, dates and moments as officials of each language write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache

from babel.dates import format_date
from babel.numbers import format_decimal, list_currencies

from tirek.reports.publication import FrozenFigure, Language

_LOCALES = {"en": "en_GB", "ru": "ru", "kk": "kk"}
# Babel's own long dates end in an abbreviation ("г.", "ж."), whose full stop breaks a sentence in two.
_DAYS = {"en": "d MMMM y", "ru": "d MMMM y 'года'", "kk": "y 'жылғы' d MMMM"}


def number(value: Decimal | int, language: Language) -> str:
    """This function will write a number with all its digits but no idle zeros, thousands set apart."""
    return format_decimal(Decimal(value).normalize(), locale=_LOCALES[language], decimal_quantization=False)


def day(value: date, language: Language) -> str:
    """This function will write a date in words."""
    return format_date(value, _DAYS[language], locale=_LOCALES[language])


def moment(value: datetime, language: Language) -> str:
    """This function will write a moment with its offset from UTC, so that it means one instant to every reader."""
    offset = f"{value:%z}"
    zone = "UTC" if offset == "+0000" else f"UTC{offset[:3]}:{offset[3:]}"
    return f"{day(value, language)}, {value:%H:%M} ({zone})"


def amount(value: Decimal, language: Language) -> str:
    """This function will write an amount of money, to the cent, thousands set apart."""
    return format_decimal(value, format="#,##0.00", locale=_LOCALES[language])


def value(figure: FrozenFigure, language: Language) -> str:
    """This function will write the value of a figure, without its unit; of money, to the cent."""
    if not isinstance(figure.value, Decimal):
        return day(figure.value, language)
    return amount(figure.value, language) if _is_currency(figure.unit) else number(figure.value, language)


@cache
def _is_currency(unit: str) -> bool:
    return unit in list_currencies()


def value_and_unit(figure: FrozenFigure, language: Language) -> str:
    """This function will write the value of a figure with its unit, if it has one."""
    return f"{value(figure, language)}\N{NO-BREAK SPACE}{figure.unit}".rstrip()


def headed(heading: str, unit: str) -> str:
    """This function will head a column of values with its unit, if it has one."""
    return f"{heading} ({unit})" if unit else heading
