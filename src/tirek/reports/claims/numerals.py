"""Reads one number from the tokens of a sentence, in figures ("1 234", "1.5 million") or words ("Fifty")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from tirek.reports.claims.tokens import Token
from tirek.reports.claims.vocabulary import LANGUAGES, Language, numerals, rows, words

_GROUPED = re.compile(r"[0-9]{1,3}(?:[,.][0-9]{3})+")
_LONG_SCALES = ("тыс", "млн", "млрд")
_LETTER_SCALES = {"k": 1000, "m": 10**6, "mln": 10**6, "bn": 10**9, "тыс": 1000, "млн": 10**6, "млрд": 10**9}
_KAZAKH_CASES = ("дан", "ден", "тан", "тен", "нан", "нен", "ға", "ге", "қа", "ке")
_RUSSIAN_JOINED = re.compile(
    r"(?P<number>одно|двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|двенадцати|пятнадцати|двадцати|тридцати)"
    r"(?P<rest>летн|годич|месячн|недельн|дневн|часов|сторонн|этапн|ступенч)\w*"
)
_JOINED_VALUES = {"одно": 1, "трех": 3, "четырех": 4}


class Number(NamedTuple):
    """A number and the index of the token after it; `rest` is what is joined to it ("year" in "three-year")."""

    value: Decimal
    after: int
    rest: str = ""
    in_words: bool = False


def number_at(tokens: Sequence[Token], at: int, language: Language) -> Number | None:
    """This function will read the number that begins at a token, or give None where none does."""
    token = tokens[at]
    if token.kind == "number":
        return _figures(tokens, at, language)
    if token.kind == "word":
        return _in_words(tokens, at, language)
    return None


def value_of(figures: str) -> Decimal:
    """This function will read figures: thousands by blank, comma or dot, decimals by dot or (1-2 digits) comma."""
    plain = re.sub(r"\s", "", figures)
    if plain.count(",") + plain.count(".") > 1 or ("," in plain and _GROUPED.fullmatch(plain)):
        whole, dot, decimals = plain.rpartition(".")
        if dot and not _GROUPED.fullmatch(plain):
            return Decimal(f"{whole.replace(',', '')}.{decimals}")
        return Decimal(plain.replace(",", "").replace(".", ""))
    return Decimal(plain.replace(",", "."))


def _figures(tokens: Sequence[Token], at: int, language: Language) -> Number:
    value, after = value_of(tokens[at].text), at + 1
    rest = ""
    if after < len(tokens) and tokens[after].kind == "suffix":
        rest = tokens[after].lower.lstrip("-‑")
        after += 1
        if rest in _LETTER_SCALES:
            value, rest = value * _LETTER_SCALES[rest], ""
    while after < len(tokens) and (scale := numerals(language).get(tokens[after].lower, 0)) >= 1000:
        value, after = value * scale, after + 1
        after = _past_dot(tokens, after)
    return Number(_plain(value), after, rest)


def _plain(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if whole == value else value


def _past_dot(tokens: Sequence[Token], after: int) -> int:
    """This function will step over the full stop of "тыс." or "млн." where the sentence goes on."""
    shortened = tokens[after - 1].lower in _LONG_SCALES
    return after + 1 if shortened and after + 1 < len(tokens) and tokens[after].text == "." else after


def _in_words(tokens: Sequence[Token], at: int, language: Language) -> Number | None:
    total = group = 0
    begun = False
    after, rest = at, ""
    while after < len(tokens) and tokens[after].kind == "word" and not rest:
        parts, rest = _values(tokens[after].lower, language)
        grown = _grown(total, group, parts, language, begun) if parts else None
        if grown is None:
            rest = ""
            if begun and _joins(tokens, after, total, group, language):
                after += 1
                continue
            break
        (total, group), begun = grown, True
        after += 1
    return Number(Decimal(total + group), after, rest, in_words=True) if begun else None


def _values(word: str, language: Language) -> tuple[list[int], str]:
    """This function will give the values of "twenty-five" (20, 5), and what hangs on: "year" of "three-year"."""
    if language == "ru" and (joined := _RUSSIAN_JOINED.fullmatch(word)):
        number = joined["number"].replace("ё", "е")
        value = _JOINED_VALUES.get(number) or numerals("ru").get(number)
        return ([value], joined["rest"]) if value else ([], "")
    table = _with_cases() if language == "kk" else numerals(language)
    if word in table:
        return [table[word]], ""
    first, hyphen, others = word.partition("-")
    values: list[int] = []
    while hyphen and first in table:
        values.append(table[first])
        first, hyphen, others = others.partition("-")
    if first in table:
        return [*values, table[first]], ""
    return values, (first + hyphen + others) if values else ""


@cache
def _with_cases() -> Mapping[str, int]:
    """This function will add "жиырмадан", "елуге" to "жиырма", "елу"; бірге (together) and онда (there) are none."""
    table = dict(numerals("kk"))
    for word, value in numerals("kk").items():
        if value > 1 and len(word) > 2 and word != "үш":
            table |= {word + case: value for case in _KAZAKH_CASES}
    return table | {"үштен": 3, "үшке": 3, "оннан": 10}


def _grown(total: int, group: int, values: Sequence[int], language: Language, begun: bool) -> tuple[int, int] | None:
    """This function will add number words to what was read so far, or give None where they begin another number."""
    for value in values:
        if value >= 1000:
            if (not begun and language == "ru") or (begun and group == 0) or 0 < total < value:
                return None
            total, group = total + (group or 1) * value, 0
        elif value == 100 and 1 < group < 10 and language != "ru":
            group *= 100
        elif value == 100 and group == 1:
            group = 100
        elif _fits(group, value, language):
            group += value
        else:
            return None
        begun = True
    return total, group


def _fits(group: int, value: int, language: Language) -> bool:
    if value >= 100:
        return group == 0
    if value >= 10:
        return group % 100 == 0
    return group % 10 == 0 and (group % 100 != 10 or language == "kk")


def _joins(tokens: Sequence[Token], at: int, total: int, group: int, language: Language) -> bool:
    """This function will say whether this is the "and" of "one hundred and twenty"."""
    if language != "en" or tokens[at].lower != "and" or at + 1 >= len(tokens) or (group and group % 100):
        return False
    values, rest = _values(tokens[at + 1].lower, language)
    return bool(values) and not rest and (total + group) >= 100 and sum(values) < 100


@cache
def _fractions(language: Language) -> Mapping[str, tuple[tuple[tuple[str, ...], Decimal], ...]]:
    """This function will give the words for fractions by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Decimal]]] = {}
    for row in rows("fractions"):
        if row["language"] == language:
            phrase = tuple(row["phrase"].split())
            found.setdefault(phrase[0], []).append((phrase, Decimal(row["parts"]) / Decimal(row["of"])))
    return {first: tuple(sorted(each, key=lambda one: -len(one[0]))) for first, each in found.items()}


def fraction_at(tokens: Sequence[Token], at: int, language: Language) -> Number | None:
    """This function will read a fraction in words ("a third of", "две трети"), not "a third party" or "second half"."""
    if tokens[at].kind != "word":
        return None
    for phrase, value in _fractions(language).get(tokens[at].lower, ()):
        after = at + len(phrase)
        if tuple(token.lower for token in tokens[at:after]) != phrase:
            continue
        if language == "en" and phrase[-1] not in ("of", "the"):
            closed = "in" in phrase or _closes(tokens, after)
            return Number(value, after, in_words=True) if closed and (len(phrase) > 1 or "-" in phrase[0]) else None
        after -= phrase[-1] in ("of", "the") and len(phrase) > 1
        before = tokens[at - 1].lower if at else ""
        named = before in (
            "first",
            "second",
            "other",
            "latter",
            "last",
            "первая",
            "вторая",
            "первую",
            "вторую",
            "первой",
        )
        return None if named else Number(value, after, in_words=True)
    return None


def _closes(tokens: Sequence[Token], after: int) -> bool:
    if after >= len(tokens):
        return True
    follows = tokens[after]
    return follows.kind == "sign" or follows.lower in words("function word", "en")


_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def _first_words() -> frozenset[str]:
    joined = ("двух", "трёх", "трех", "четырёх", "четырех")
    tables = [numerals("en"), numerals("ru"), _with_cases()]
    halves = [first for language in LANGUAGES for first in _fractions(language) if first != "a"]
    return frozenset().union(*tables, halves, joined, ("third", "quarter", "fifth", "tenth"))


def starts_number(text: str) -> bool:
    """This function will say, quickly, whether a text may hold a number in words."""
    lower = text.lower()
    return not _first_words().isdisjoint(_LETTERS.findall(lower)) or bool(_RUSSIAN_JOINED.search(lower))
