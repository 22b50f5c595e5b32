"""Tells a number that is part of a name (Article 5, Phase 2, Vision 2050, "the first") from a number that counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tirek.reports.claims.numerals import Number
from tirek.reports.claims.stems import stem
from tirek.reports.claims.tokens import Token
from tirek.reports.claims.units import is_plural
from tirek.reports.claims.vocabulary import LANGUAGES, Language, words


def is_name(
    tokens: Sequence[Token],
    at: int,
    after: int,
    language: Language,
    named: bool,
    time: bool = False,
    number: Number | None = None,
    previous: int | None = None,
) -> bool:
    """This function will say whether the number at a token names rather than counts.

    `named` says that the number before it, joined by a comma or "and", was a name: "Articles 5 and 7". `previous` is
    the index after the quantity before it.
    """
    if number is not None and _stands_for_something_else(tokens, at, after, language, number, previous):
        return True
    if named and not (time or (_counts(tokens, after) and (language != "en" or is_plural(tokens[after])))):
        return True  # "paragraphs 3 and 7 apply", not "article 3 and 7 judges"
    if tokens[at].kind in ("currency", "date"):
        return False
    if not time and _labelled(tokens, at):
        return True
    bare = tokens[at].kind == "years" or (tokens[at].kind == "number" and (not time or len(tokens[at].text) == 4))
    return bare and _beside_a_name(tokens, at, after, time)


def _stands_for_something_else(
    tokens: Sequence[Token], at: int, after: int, language: Language, number: Number, previous: int | None
) -> bool:
    """This function will find ordinals (12th, 5-ші), 5-бап, "one of them", two-way."""
    follows = tokens[after].lower if after < len(tokens) else ""
    if number.rest:
        if number.rest in words("ordinal suffix", language) or number.rest in words("idiom after", language):
            return True
        if number.rest.endswith(("інші", "ыншы", "нші", "ншы")) or number.rest in words("label after", language):
            return True
        if tokens[at].kind == "number" and tokens[at + 1].text[0].isupper():
            return True  # 3D, 4G
    if language == "kk" and (follows in words("label after", "kk") or follows in words("idiom after", "kk")):
        return True
    if (
        number.in_words
        and number.value >= 1000
        and after == at + 1
        and tokens[at].lower in ("тысячи", "тысяч", "миллионы")
    ):
        return True  # "тысячи людей": thousands, nobody knows how many
    return number.value == 1 and number.in_words and not _counts_one(tokens, at, number, follows, previous)


def _counts_one(tokens: Sequence[Token], at: int, number: Number, follows: str, previous: int | None) -> bool:
    """This function will say whether "one" counts: "only one", "17 regions and one city", "one year", "one-day"."""
    durations = words("duration", "en") | {"год", "день", "месяц", "неделя", "неделю"}
    if number.rest in durations or number.rest in ("летн", "годич", "дневн", "месячн", "недельн", "часов"):
        return True
    if follows in durations:
        return tokens[at - 1].lower not in ("that", "this", "each", "every") if at else True
    if follows in ("of", "из", "from", "another", "more") or tokens[at].lower == "бір":
        return False
    before = tokens[at - 1].lower if at else ""
    counting = ("only", "just", "least", "including", "exactly", "лишь", "только", "одну", "менее", "включая", "числе")
    return before in counting or (previous is not None and previous == at - 1 and before in ("and", "и", ","))


def _labelled(tokens: Sequence[Token], at: int) -> bool:
    """This function will say whether the word before a number makes it a name: "Article 5", "No. 90", "ст. 9"."""
    before = at - 1
    if before >= 0 and tokens[before].text in ("№", "#"):
        return True
    shortened = before > 0 and tokens[before].text == "." and len(tokens[before - 1].text) < 5
    word = tokens[before - shortened] if before >= 0 else None
    if word is None or word.kind != "word":
        return False
    return any(word.lower in words("label", each) or stem(word.text, each) in _labels(each) for each in _DECLINED) or (
        word.lower in words("label", "en")
    )


_DECLINED: tuple[Language, ...] = ("ru", "kk")


@cache
def _labels(language: Language) -> frozenset[str]:
    """This function will give the stems of words that name what follows; shortened words (ст, п) are not declined."""
    return frozenset(stem(word, language) for word in words("label", language) if len(word) > 3)


def _counts(tokens: Sequence[Token], after: int) -> bool:
    """This function will say whether a noun follows, so that the number counts it."""
    follows = tokens[after] if after < len(tokens) else None
    if follows is None or follows.kind not in ("word", "sign"):
        return False
    if follows.kind == "sign":
        return follows.text == "%"
    return follows.text[0].islower() and not any(follows.lower in words("function word", each) for each in LANGUAGES)


def _beside_a_name(tokens: Sequence[Token], at: int, after: int, time: bool) -> bool:
    """This function will find the number of a name: "Kazakhstan 2050", "the 2030 Agenda", "Spotlight 2"."""
    before, follows = tokens[at - 1] if at else None, tokens[after] if after < len(tokens) else None
    if time and tokens[at].kind == "number" and follows is not None and follows.kind == "word":
        the = before is not None and before.lower in ("the", "its", "un", "global")
        if the and follows.text[0].isupper() and follows.lower not in words("function word", "en"):
            return True
    if before is None or before.kind != "word" or not before.text[0].isupper():
        return False
    if not time and _counts(tokens, after):
        return False
    if at < 2 and not (tokens[at].text.isdigit() and len(tokens[at].text) > 4):
        return False
    return not any(
        before.lower in words(group, each) for group in ("time before", "function word") for each in LANGUAGES
    )
