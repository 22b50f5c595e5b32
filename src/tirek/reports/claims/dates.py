"""Reads days, months, years and spans of years from the tokens of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tirek.reports.claims.tokens import Token
from tirek.reports.claims.vocabulary import Language, months, words

YEARS = range(1900, 2101)
_DASHES = "-–—"
Time = date | tuple[int, int]


class When(NamedTuple):
    """A time and the tokens that say it; `unit` is "day", "month", "year" or "years". A year is a pair with itself."""

    value: Time | None
    unit: str
    after: int


def time_at(tokens: Sequence[Token], at: int, language: Language) -> list[When]:
    """This function will read the time that begins at a token; none, one, or both ends of "25-27 May 2022".

    A day without a year is read with the value None: it is no quantity, and no claim that could be checked.
    """
    token = tokens[at]
    if token.kind == "date":
        found = _written(token.text)
        return [When(found, "day", at + 1)] if found else [When(None, "day", at + 1)]
    if token.kind == "years":
        return _pair(tokens, at, language)
    if token.kind == "number" and language == "kk":
        kazakh = _kazakh(tokens, at)
        if kazakh:
            return kazakh
    return _with_month(tokens, at, language) or _year_alone(tokens, at, language)


def _written(text: str) -> date | None:
    """This function will read 25.05.2022 (day first, as in Europe; month first where only that can be), 2022-05-25."""
    parts = re.split(r"[./-]", text)
    if len(parts[0]) == 4:
        return _day(int(parts[0]), int(parts[1]), int(parts[2]))
    if not parts[1].isdigit():
        month = _month_named(parts[1], "en")
        return _day(int(parts[2]), month, int(parts[0])) if month else None
    day, month, year = (int(part) for part in parts)
    return _day(year, month, day) or _day(year, day, month)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _pair(tokens: Sequence[Token], at: int, language: Language) -> list[When]:
    first, last = (int(part) for part in re.split(r"[ ]?[-–—/‑][ ]?", tokens[at].text))
    last = last if last > 99 else first // 100 * 100 + last
    after = _past_year_word(tokens, at + 1, language)
    return [When((first, last) if last > first else None, "years", after)]


def _past_year_word(tokens: Sequence[Token], after: int, language: Language) -> int:
    if language == "en" or after >= len(tokens):
        return after
    if tokens[after].lower.lstrip("-‑") not in words("year word", language):
        return after
    shortened = len(tokens[after].text) < 3 and after + 1 < len(tokens) and tokens[after + 1].text == "."
    return after + 2 if shortened else after + 1


def year_of(token: Token) -> int | None:
    """This function will give the year that a number may stand for."""
    found = int(token.text) if token.kind == "number" and token.text.isdigit() and len(token.text) == 4 else 0
    return found if found in YEARS else None


def is_month(word: str, language: Language) -> bool:
    """This function will say whether a word is the name of a month."""
    return _month_named(word, language) is not None


def _month_named(word: str, language: Language) -> int | None:
    if language == "en":
        return months("en").get(word.title()) if word[:1].isupper() else None
    lower = word.lower()
    if language == "ru":
        return next((number for begin, number in months("ru").items() if _declined(lower, begin)), None)
    return next((number for begin, number in months("kk").items() if lower.startswith(begin)), None)


def _declined(word: str, begin: str) -> bool:
    return word.startswith(begin) and (
        len(word) - len(begin) <= 2
        if len(begin) > 3
        else word == begin or word in (begin + "я", begin + "е", begin + "а", begin + "ь", begin + "ю", begin + "ем")
    )


def _day_number(token: Token) -> int | None:
    return int(token.text) if token.kind == "number" and token.text.isdigit() and 0 < int(token.text) < 32 else None


def _with_month(tokens: Sequence[Token], at: int, language: Language) -> list[When]:
    """This function will read "25 May 2022", "25-27 May 2022", "May 25, 2022", "December 2021"."""
    days, month_at = _days_before_month(tokens, at)
    if month_at >= len(tokens) or tokens[month_at].kind not in ("word", "suffix"):
        return []
    month = _month_named(tokens[month_at].text, language)
    if month is None:
        return []
    after = month_at + 1
    if not days and after < len(tokens):
        days, after = _days(tokens, after)
    year_at = after + (after < len(tokens) and tokens[after].text in (",", "."))
    year = year_of(tokens[year_at]) if year_at < len(tokens) else None
    if year is None:
        return [When(None, "day", after)] if days else []
    end = _past_year_word(tokens, year_at + 1, language)
    if not days:
        return [When(date(year, month, 1), "month", end)]
    return [When(_day(year, month, day), "day", end) for day in days]


def _days_before_month(tokens: Sequence[Token], at: int) -> tuple[list[int], int]:
    days, after = _days(tokens, at)
    return days, after + (bool(days) and after < len(tokens) and tokens[after].lower == "of")


def _days(tokens: Sequence[Token], at: int) -> tuple[list[int], int]:
    """This function will read "25", "25th", "25-27", "25 and 27" as days of a month."""
    day = _day_number(tokens[at])
    if day is None:
        return [], at
    after = at + 1
    if after < len(tokens) and tokens[after].kind == "suffix":
        after += 1
    joined = after + 1 < len(tokens) and tokens[after].text in (*_DASHES, "and", "и", "to")
    last = _day_number(tokens[after + 1]) if joined else None
    return ([day, last], after + 2) if last else ([day], after)


def _kazakh(tokens: Sequence[Token], at: int) -> list[When]:
    """This function will read "2022 жылғы 25 мамыр" and "2021 жылғы желтоқсан": the year comes first."""
    year = year_of(tokens[at])
    after = _past_year_word(tokens, at + 1, "kk")
    if year is None or after == at + 1 or after >= len(tokens):
        return []
    day = _day_number(tokens[after])
    month_at = after + (day is not None)
    month = _month_named(tokens[month_at].text, "kk") if month_at < len(tokens) else None
    if month is None:
        return []
    if day is None:
        return [When(date(year, month, 1), "month", month_at + 1)]
    return [When(_day(year, month, day), "day", month_at + 1)]


def _year_alone(tokens: Sequence[Token], at: int, language: Language) -> list[When]:
    year = year_of(tokens[at])
    if year is None:
        return []
    after = _past_year_word(tokens, at + 1, language)
    named = after > at + 1
    follows = tokens[after] if after < len(tokens) else None
    if follows is not None and follows.kind == "suffix" and not named:
        after, follows = after + 1, tokens[after + 1] if after + 1 < len(tokens) else None
    if named or _is_year(tokens, at, follows, language):
        return [When((year, year), "year", after)]
    return []


def _is_year(tokens: Sequence[Token], at: int, follows: Token | None, language: Language) -> bool:
    """This function will tell the year 2023 from 2023 of something, by what stands before and after it."""
    before = tokens[at - 1] if at else None
    if before is not None and before.kind == "currency":
        return False
    if follows is None or follows.kind in ("sign", "bound", "years", "code"):
        return follows is None or follows.text != "%"
    counted = follows.kind == "word" and follows.text[0].islower() and _may_be_counted(follows.lower, language)
    if before is not None and before.lower in words("time before", language):
        return not counted or before.lower in ("in", "since", "during", "until", "till", "year", "в", "год", "году")
    return not counted


def _may_be_counted(word: str, language: Language) -> bool:
    if word in words("function word", language) or word in words("linking verb", language):
        return False
    return word.endswith("s") or word in words("collective", "en") if language == "en" else True
