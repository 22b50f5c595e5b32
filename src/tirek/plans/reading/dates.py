"""Dates as plans print them, each with the first and the last day that it can mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from tirek.plans.reading.plan import Day

Span = tuple[date, date] | None

# By their first three letters; Russian "мая" stands beside "май".
MONTHS = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "янв фев мар апр май июн июл авг сен окт ноя дек",
    )
    for number, name in enumerate(names.split(), start=1)
} | {"мая": 5}
MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}|(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,6})\.?"  # noqa: E501
YEAR = r"(?P<year>(?:19|20)\d\d)"
WORD = r"[a-zа-я]{3,9}\.?"
GAP = r"[\s,./-]{1,3}"


def _month(found: re.Match[str]) -> Span:
    return _whole_month(int(found["year"]), MONTHS[found["month"][:3].lower()])


def _day_of_month(found: re.Match[str]) -> Span:
    return _one_day(int(found["year"]), MONTHS[found["month"][:3].lower()], int(found["day"]))


def _without_year(found: re.Match[str]) -> Span:
    """This function will read the "May" of "May – December 2022", whose year stands after the other end."""
    return _day_of_month(found) if found["day"] else _month(found)


def _numbers(found: re.Match[str]) -> Span:
    """This function will read 05/06/2022 both ways round where both are possible."""
    year, first, second = int(found["year"]), int(found["first"]), int(found["second"])
    dotted = "." in found[0]  # a date with dots is always day first
    spans = [_one_day(year, second, first)] + ([] if dotted else [_one_day(year, first, second)])
    days = sorted(span[0] for span in spans if span)
    return (days[0], days[-1]) if days else None


def _iso(found: re.Match[str]) -> Span:
    return _one_day(int(found["year"]), int(found["second"]), int(found["first"]))


def _quarter(found: re.Match[str]) -> Span:
    year, quarter = int(found["year"]), int(found["quarter"])
    return date(year, 3 * quarter - 2, 1), date(year, 3 * quarter, monthrange(year, 3 * quarter)[1])


def _year(found: re.Match[str]) -> Span:
    return date(int(found["year"]), 1, 1), date(int(found["year"]), 12, 31)


def _one_day(year: int, month: int, day: int) -> Span:
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _whole_month(year: int, month: int) -> Span:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


# The most particular form first: what one has taken, the next does not see.
FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Span]], ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), read)
    for pattern, read in (
        (rf"(?:(?P<day>\d\d?)\s)?{MONTH}(?=\s*(?:[-–—]|to|по)\s*(?:\d\d?\s)?{WORD}\s{YEAR})", _without_year),
        (rf"{YEAR}-(?P<second>\d\d)-(?P<first>\d\d)", _iso),
        (rf"(?P<first>\d\d?)[./-](?P<second>\d\d?)[./-]{YEAR}", _numbers),
        (rf"(?P<day>\d\d?)(?:st|nd|rd|th)?{GAP}(?:of )?{MONTH}{GAP}{YEAR}", _day_of_month),
        (rf"{MONTH}{GAP}(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s{YEAR}", _day_of_month),
        (rf"Q(?P<quarter>[1-4]){GAP}{YEAR}", _quarter),
        (rf"{YEAR}{GAP}Q(?P<quarter>[1-4])", _quarter),
        (rf"{MONTH}{GAP}{YEAR}", _month),
        (YEAR, _year),
    )
)


def find_days(text: str, line: int) -> list[Day]:
    """This function will find the dates of a text, in its order."""
    found: list[tuple[int, Day]] = []
    for pattern, read in FORMS:
        for match in pattern.finditer(text):
            first, last = read(match) or (None, None)
            found.append((match.start(), Day(match[0].strip(" ,.-"), line, first, last)))
        text = pattern.sub(lambda taken: "\x00" * len(taken[0]), text)
    return [day for _, day in sorted(found, key=lambda each: each[0])]


def only_day(text: str, line: int) -> Day | None:
    """This function will read a text that is one date and nothing else, to the day (as beside a signature)."""
    days = find_days(text, line)
    if len(days) == 1 and days[0].text == text.strip(" .") and days[0].text not in ("", text[:4]):
        return days[0]
    return None
