"""Texts in a picture: how wide they are, where they break, how numbers and days are written in the language asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.utils.formats import date_format, get_format, number_format
from django.utils.translation import gettext

# Advance widths of Noto Sans in parts of the font size, rounded up; the rest are ordinary small letters.
_NARROW: Final = frozenset("iIljtfr.,:;'|!()[] -/Іі")
_WIDE: Final = frozenset("mwMQOҚЖФЫЪМДОӨИЙNҢжшщюфымң@&–")
_WIDEST: Final = frozenset("WШЩЮ%—…")
_WIDTHS: Final = {"narrow": 0.43, "usual": 0.62, "capital": 0.74, "wide": 0.95, "widest": 1.15}
_ELLIPSIS: Final = "…"


def width_of(text: str, size: float) -> float:
    """This function will say how wide a text is at most, in the units of the picture."""
    return size * sum(_WIDTHS[_kind(letter)] for letter in text)


def _kind(letter: str) -> str:
    if letter in _WIDE:
        return "wide"
    if letter in _WIDEST:
        return "widest"
    if letter in _NARROW:
        return "narrow"
    return "capital" if letter.isupper() else "usual"


def lines_of(text: str, width: float, size: float, most: int = 4) -> list[str]:
    """This function will break a text into lines no wider than `width`; what is past the last line becomes “…”.

    A word wider than a line is broken within, so that nothing runs out of its box.
    """
    lines = [""]
    for word in _words(text, width, size):
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        last = kept[-1]
        while last and width_of(last + _ELLIPSIS, size) > width:
            last = last[:-1]
        kept[-1] = last.rstrip(" ,;:.") + _ELLIPSIS
    return kept


def _words(text: str, width: float, size: float) -> Iterator[str]:
    for word in text.split():
        part = ""
        for letter in word:
            if part and width_of(part + letter, size) > width:
                yield part
                part = ""
            part += letter
        yield part


def halves(text: str) -> list[str]:
    """This function will break a short text once, at the blank that leaves its two lines most alike in length."""
    places = [at for at, letter in enumerate(text) if letter == " "]
    if not places:
        return [text]
    at = min(places, key=lambda place: abs(len(text) - 1 - 2 * place))
    return [text[:at], text[at + 1 :]]


def number(value: Decimal | int, places: int | None = None) -> str:
    """This function will write a number with all its digits but no idle zeros, or with so many places."""
    exact = Decimal(value)
    shown = len(f"{exact:f}".partition(".")[2].rstrip("0")) if places is None else places
    return str(number_format(exact, decimal_pos=shown, use_l10n=True, force_grouping=True))


def money(value: Decimal, currency: str) -> str:
    """This function will write an amount to the cent, with its currency after it."""
    return f"{number(value, 2)}\N{NO-BREAK SPACE}{currency}"


def day(value: date) -> str:
    """This function will write a day in words."""
    return date_format(value, "DATE_FORMAT")


def quarter(value: date, *, year: bool = True) -> str:
    """This function will name the quarter of a day: “Q3 2022”, or “Q3” alone."""
    facts = {"quarter": (value.month + 2) // 3, "year": value.year}
    return gettext("Q%(quarter)s %(year)s") % facts if year else gettext("Q%(quarter)s") % facts


def number_locale() -> dict[str, Any]:
    """This function will give the conventions of numbers in the form that d3-format, which Vega uses, reads."""
    return {
        "decimal": str(get_format("DECIMAL_SEPARATOR")),
        "thousands": str(get_format("THOUSAND_SEPARATOR")),
        "grouping": [3],
        "currency": ["", ""],
    }
