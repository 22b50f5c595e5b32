"""Finds the quantities of a sentence: numbers with what they count, shares, money, durations and times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tirek.reports.claims.bounds import bounded
from tirek.reports.claims.claim import Qualifier
from tirek.reports.claims.dates import When, time_at
from tirek.reports.claims.naming import is_name
from tirek.reports.claims.numerals import Number, fraction_at, number_at
from tirek.reports.claims.tokens import Token
from tirek.reports.claims.units import before, counted
from tirek.reports.claims.vocabulary import Language, beginning, currencies, words

_DASHES = ("-", "–", "—", "‑")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity; `first` and `after` are its tokens, the bounding words and the unit taken in."""

    value: Decimal | date | tuple[int, int]
    qualifier: Qualifier
    unit: str
    first: int
    after: int

    @property
    def is_time(self) -> bool:
        """This property will say whether the quantity is a time rather than a number."""
        return not isinstance(self.value, Decimal)


def quantities(tokens: Sequence[Token], language: Language) -> list[Quantity]:
    """This function will find all quantities of a sentence, in order."""
    found: list[Quantity] = []
    at, named = 0, False
    while at < len(tokens):
        step, read, named = _at(tokens, at, language, found[-1] if found else None, named)
        found += read
        at = max(step, at + 1)
    return list(_sharing_units(found, tokens))


Step = tuple[int, list[Quantity], bool]


def _at(tokens: Sequence[Token], at: int, language: Language, previous: Quantity | None, named: bool) -> Step:
    """This function will read what begins at a token: where to go on, what was read, whether a name holds it."""
    token = tokens[at]
    if token.kind not in ("number", "word", "date", "years", "currency"):
        return at + 1, [], named and (token.text in (",", *_DASHES) or token.kind == "suffix")
    if token.kind == "word" and named and token.lower in ("and", "or", "to", "и", "или", "по", "және", "мен"):
        return at + 1, [], True
    times = time_at(tokens, at, language)
    if times and not is_name(tokens, at, times[0].after, language, named, time=True):
        return times[-1].after, _times(tokens, at, times, language), False
    if times:
        return times[-1].after, [], True
    fraction = fraction_at(tokens, at, language)
    if fraction is not None:
        return _share(tokens, at, fraction, language)
    start = at + (token.kind == "currency")
    number = number_at(tokens, start, language) if start < len(tokens) else None
    if number is None:
        return at + 1, [], False
    if is_name(tokens, at, number.after, language, named, number=number, previous=previous.after if previous else None):
        return number.after, [], token.kind == "number"
    return _number(tokens, at, number, language)


def _times(tokens: Sequence[Token], at: int, times: Sequence[When], language: Language) -> list[Quantity]:
    qualifier, first, after = bounded(tokens, at, times[-1].after, "time", language)
    return [
        Quantity(each.value, qualifier, each.unit, at if len(times) > 1 else first, after)
        for each in times
        if each.value is not None
    ]


def _share(tokens: Sequence[Token], at: int, fraction: Number, language: Language) -> Step:
    qualifier, first, after = bounded(tokens, at, fraction.after, "number", language)
    of = after + int(after < len(tokens) and tokens[after].lower == "of")
    phrase = counted(tokens, of + _article(tokens, of), language)
    unit = f"share of {phrase.text}" if phrase.text else "share"
    end = phrase.after if phrase.text else after
    return end, [Quantity(fraction.value, qualifier, unit, first, end)], False


def _article(tokens: Sequence[Token], at: int) -> int:
    return int(at < len(tokens) and tokens[at].lower in ("the", "all", "its", "their"))


def _number(tokens: Sequence[Token], at: int, number: Number, language: Language) -> Step:
    qualifier, first, after = bounded(tokens, at, _past_repetition(tokens, number, language), "number", language)
    unit, end = _unit(tokens, at, after, number, language)
    if not unit and number.in_words and at and tokens[at - 1].lower in ("the", "these", "those", "эти", "latter"):
        return end, [], False
    if unit in words("duration", "en") and first < at and tokens[first].lower == "over":
        qualifier, first = "exactly", at  # "over two days" says for how long, not that it was longer
    return end, [Quantity(number.value, qualifier, unit, first, end)], False


def _past_repetition(tokens: Sequence[Token], number: Number, language: Language) -> int:
    """This function will step over the words that repeat the figures: "120 (one hundred and twenty)"."""
    at = number.after
    if at + 2 >= len(tokens) or tokens[at].text != "(" or tokens[at + 1].kind not in ("word", "number"):
        return at
    again = number_at(tokens, at + 1, language)
    closed = again and again.after < len(tokens) and tokens[again.after].text == ")"
    return again.after + 1 if again and closed and again.value == number.value else at


def _unit(tokens: Sequence[Token], at: int, after: int, number: Number, language: Language) -> tuple[str, int]:
    """This function will give the unit of a number and the index after it."""
    if tokens[at].kind == "currency":
        return currencies()[tokens[at].lower], after
    percent = _percent(tokens, after, language)
    if percent:
        after += percent
        of = int(after + 1 < len(tokens) and tokens[after].lower == "of")
        phrase = counted(tokens, after + of + _article(tokens, after + of), language)
        return f"% of {phrase.text}" if of and phrase.text else f"% {phrase.text}".rstrip(), max(after, phrase.after)
    money = _currency_after(tokens, after)
    if money:
        return currencies()[tokens[money - 1].lower], money
    if number.rest:
        return _joined(tokens, after, number.rest, language)
    phrase = counted(tokens, after, language)
    return phrase.text or before(tokens, at, language), max(after, phrase.after)


def _percent(tokens: Sequence[Token], at: int, language: Language) -> int:
    if at >= len(tokens):
        return 0
    if tokens[at].text == "%":
        return 2 if at + 1 < len(tokens) and tokens[at + 1].kind == "suffix" else 1
    for phrase in beginning("percent", language, tokens[at].lower):
        if tuple(token.lower for token in tokens[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _currency_after(tokens: Sequence[Token], at: int) -> int | None:
    """This function will give the index after "USD", "US dollars", "million tenge" where money follows a number."""
    for width in (1, 2):
        end = at + width
        if end <= len(tokens) and tokens[end - 1].lower in currencies():
            return end if width == 1 or tokens[at].lower in ("us", "u.s", "american", "долларов", "млн") else None
    return None


_RUSSIAN_DURATIONS = {
    "летн": "лет",
    "годич": "лет",
    "месячн": "месяцев",
    "недельн": "недель",
    "дневн": "дней",
    "часов": "часов",
}


def _joined(tokens: Sequence[Token], after: int, rest: str, language: Language) -> tuple[str, int]:
    """This function will read what is joined to a number: "three-year project", "120-дан", "5km", "3-летний"."""
    if language == "ru":
        duration = next(
            (unit for begin, unit in _RUSSIAN_DURATIONS.items() if rest.startswith(begin) or rest == begin), ""
        )
        phrase = counted(tokens, after, language)
        return duration or phrase.text, max(after, phrase.after)
    phrase = counted(tokens, after, language)
    if language == "kk":
        return phrase.text, max(after, phrase.after)
    if rest in words("duration", "en"):
        return rest if rest.endswith("s") else f"{rest}s", max(after, phrase.after)
    return f"{rest} {phrase.text}".strip(), max(after, phrase.after)


def _sharing_units(found: Sequence[Quantity], tokens: Sequence[Token]) -> Iterator[Quantity]:
    """This function will give "10" of "10 to 15 officers" the unit of "15", and make a span of two bounds."""
    for index, each in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        gap = _gap(tokens, each, after)
        if after is None or each.is_time or after.is_time or (each.unit and gap not in _DASHES) or gap is None:
            before_it = found[index - 1] if index else None
            closing = before_it is not None and _spans(tokens, before_it, each)
            yield replace(each, qualifier="at most") if closing and each.qualifier == "exactly" else each
            continue
        qualifier: Qualifier = (
            "at least" if _spans(tokens, each, after) and each.qualifier == "exactly" else each.qualifier
        )
        yield replace(each, unit=each.unit or after.unit, qualifier=qualifier)


def _gap(tokens: Sequence[Token], one: Quantity, other: Quantity | None) -> str | None:
    """This function will give the one word or sign between two quantities, or None where more or none stands there."""
    if other is None or other.first - one.after > 1:
        return None
    joining = (*_DASHES, "to", "or", "and", "или", "и", "немесе", "және", "")
    found = tokens[one.after].lower if other.first > one.after else ""
    return found if found in joining else None


def _spans(tokens: Sequence[Token], one: Quantity, other: Quantity) -> bool:
    """This function will say whether two numbers are the ends of one span: "10-15", "between 10 and 15"."""
    if one.is_time or other.is_time or not isinstance(one.value, Decimal) or not isinstance(other.value, Decimal):
        return False
    gap = _gap(tokens, one, other)
    opened = tokens[one.first - 1].lower if one.first else ""
    spanned = gap in _DASHES or (gap == "and" and opened == "between") or (gap == "" and opened == "от")
    return spanned and one.value < other.value
