"""Finds the noun phrase that a number counts: "police officers", "staff members of the HRC".

No tagger is needed: the phrase ends at a sign, at a word that cannot stand in it (a preposition, a verb's ending), or
in English after its plural noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tirek.reports.claims.stems import stem
from tirek.reports.claims.tokens import Token
from tirek.reports.claims.vocabulary import Language, beginning, numerals, phrases, words

LONGEST = {"en": 7, "ru": 5, "kk": 5}
_VERBS = {
    "en": re.compile(r"(?!(?:hundred|need|seed|speed|breed|feed)$).+(?:ed|ing)$"),
    "ru": re.compile(r".{2,}(?:ли|ло|лись|лось|ено|ены|ано|ыты|яты|ют|ут|ют|ились|ится|ятся)$"),
    "kk": re.compile(
        r".{2,}(?:лды|лді|нды|нді|сты|сті|тты|тті|рды|рді|йды|йді|ады|еді|ды|ған|ген|қан|кен|тын|тін|ып|іп)$"
    ),
}
_SAID = re.compile(r"(?:ли|лись|ены|ено|лды|лді|нды|ды|ді)$")  # verbs even where nothing was counted before them
_POSSESSED = re.compile(r"(?:сы|сі|ры|рі|ны|ні|да|де|та|те|ға|ге|қа|ке|нан|нен|дан|ден)$")
_MORE = frozenset(("more", "additional", "different", "further"))


class Phrase(NamedTuple):
    """A noun phrase and the index of the token after it."""

    text: str
    after: int


def counted(tokens: Sequence[Token], at: int, language: Language) -> Phrase:
    """This function will give the noun phrase that begins at a token, as printed; an empty one where none does."""
    at = _past_of_them(tokens, at, language)
    begin = at
    while language == "en" and begin < len(tokens) and tokens[begin].lower in _MORE:
        begin += 1
    after = _english(tokens, begin) if language == "en" else _other(tokens, begin, language)
    return Phrase(" ".join(token.text for token in tokens[begin:after]), after if after > begin else at)


def _past_of_them(tokens: Sequence[Token], at: int, language: Language) -> int:
    """This function will step over "of whom", "were" between a number and what it counts: "44 were women"."""
    for phrase in beginning("part after", language, tokens[at].lower if at < len(tokens) else ""):
        if tuple(token.lower for token in tokens[at : at + len(phrase)]) == phrase:
            at += len(phrase)
            break
    if (
        at + 1 < len(tokens)
        and tokens[at].lower in words("linking verb", language)
        and _nominal(tokens[at + 1], language)
    ):
        at += 1
    return at


def _nominal(token: Token, language: Language) -> bool:
    verb = _VERBS[language].fullmatch(token.lower)
    return token.kind == "word" and not verb and token.lower not in words("function word", language)


def _english(tokens: Sequence[Token], begin: int) -> int:
    at = begin
    while at < len(tokens) and at - begin < LONGEST["en"] and _continues(tokens, begin, at):
        at += 1
        if is_plural(tokens[at - 1]) and not _goes_on(tokens, at):
            break
    at = _without_verbs(tokens, begin, at)
    if at > begin and at + 1 < len(tokens) and tokens[at].lower == "of":
        return _of_phrase(tokens, at)
    return at


def _continues(tokens: Sequence[Token], begin: int, at: int) -> bool:
    token = tokens[at]
    if token.kind != "word" or token.lower in words("function word", "en"):
        return False
    counted_before = any(is_plural(each, loosely=True) for each in tokens[begin:at])
    verb = (_VERBS["en"].fullmatch(token.lower) and counted_before) or token.lower in words("irregular verb", "en")
    return at == begin or not verb


def is_plural(token: Token, loosely: bool = False) -> bool:
    """This function will say whether an English word is a plural noun; `loosely` counts police, staff and rights in."""
    word = token.lower
    if word in words("collective", "en"):
        return loosely or word in ("women", "men", "people", "children")
    if word in words("modifier plural", "en"):
        return True
    return (
        word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "’s"))
        and word not in words("not plural", "en")
    )


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """This function will say whether a noun phrase goes on past a plural: "staff | members", "rights | defenders"."""
    last = tokens[at - 1].lower
    modifier = last in words("modifier plural", "en") or last in words("collective", "en")
    for ahead in tokens[at : at + (3 if modifier else 1)]:
        if ahead.kind != "word" or ahead.lower in words("function word", "en") or _VERBS["en"].fullmatch(ahead.lower):
            return False
        if is_plural(ahead, loosely=modifier):
            return True
    return False


def _without_verbs(tokens: Sequence[Token], begin: int, at: int) -> int:
    """This function will give no phrase where only a verb was found: "44 trained", "125 participated"."""
    return begin if all(_VERBS["en"].fullmatch(token.lower) for token in tokens[begin:at]) else at


def _of_phrase(tokens: Sequence[Token], of: int) -> int:
    at = of + 1
    if tokens[at].lower in ("the", "its", "their", "all"):
        at += 1
    begin = at
    while at < len(tokens) and at - begin < LONGEST["en"] and _in_of_phrase(tokens, begin, at):
        at += 1
        if tokens[at - 1].text[0].islower() and is_plural(tokens[at - 1]) and not _goes_on(tokens, at):
            break
    if at > begin and tokens[at - 1].lower in ("and", "on", "for", "of", "the"):
        at -= 1
    return at if at > begin else of


def _in_of_phrase(tokens: Sequence[Token], begin: int, at: int) -> bool:
    token = tokens[at]
    if token.kind != "word":
        return False
    if token.lower == "and":
        return at > begin and at + 1 < len(tokens) and _joins_adjectives(tokens, at)
    if token.lower in words("function word", "en"):
        return False
    return not (at > begin and _VERBS["en"].fullmatch(token.lower))


def _joins_adjectives(tokens: Sequence[Token], at: int) -> bool:
    """This function will say whether "and" stands inside a phrase ("local and Japanese companies"), not between two."""
    following = tokens[at + 1 : at + 3]
    if following[0].kind != "word" or following[0].lower in words("function word", "en"):
        return False
    if tokens[at - 1].text[0].isupper():
        return (
            not is_plural(following[0])
            and len(following) == 2
            and following[1].kind == "word"
            and is_plural(following[1])
        )
    return True


def _other(tokens: Sequence[Token], begin: int, language: Language) -> int:
    """This function will give where a Russian or Kazakh noun phrase ends."""
    at = begin
    while at < len(tokens) and at - begin < LONGEST[language]:
        token = tokens[at]
        if token.kind != "word" or (
            token.lower in words("function word", language) and not _between_adjectives(tokens, begin, at)
        ):
            break
        if (
            token.text[0].islower()
            and _VERBS[language].fullmatch(token.lower)
            and (at > begin or _SAID.search(token.lower))
        ):
            break
        at += 1
        if language == "kk" and _ends_kazakh(tokens[at - 1]):
            break
    return at


def _between_adjectives(tokens: Sequence[Token], begin: int, at: int) -> bool:
    """This function will say whether this is the "и" of "местных и японских компаний"."""
    beside = tokens[at - 1 : at + 2 : 2] if at > begin else ()
    return tokens[at].lower == "и" and len(beside) == 2 and all(each.lower.endswith(("ых", "их")) for each in beside)


def _ends_kazakh(token: Token) -> bool:
    """This function will say whether a Kazakh word ends its phrase: one counted by itself, or the possessed noun."""
    kinds = ("person", "place", "one per place")
    return bool(_POSSESSED.search(token.lower)) or any(is_kind(token.text, kind, "kk") for kind in kinds)


def before(tokens: Sequence[Token], at: int, language: Language) -> str:
    """This function will give what a number that ends a statement counts: "women: 44", "number of offices is 20"."""
    stop = at
    while stop > 0 and (tokens[stop - 1].text in (":", "–", "—", "-", "=") or _links(tokens[stop - 1], language)):
        stop -= 1
    begin = stop
    while begin > 0 and stop - begin < 4 and _names(tokens[begin - 1], language):
        begin -= 1
    if stop == at and not (begin > 0 and tokens[begin - 1].text == "("):
        return ""
    for phrase in phrases("number of", language):
        start = begin - len(phrase)
        if start >= 0 and tuple(token.lower for token in tokens[start:begin]) == phrase:
            break
    found = [token.text for token in tokens[begin:stop] if token.lower not in words("light word", language)]
    if found and begin == 0 and found[0].istitle():
        found[0] = found[0].lower()
    return " ".join(found)


def _names(token: Token, language: Language) -> bool:
    return _nominal(token, language) and token.lower not in numerals(language)


def _links(token: Token, language: Language) -> bool:
    return token.lower in words("linking verb", language) or token.lower in (
        "reached",
        "totalled",
        "составило",
        "достигло",
    )


@lru_cache(maxsize=1 << 14)
def heads(unit: str, language: Language) -> frozenset[str]:
    """This function will give the stems of the words of a unit that carry content."""
    return frozenset(
        stem(word, language)
        for word in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", unit)
        if word.lower() not in words("function word", language)
    )


@lru_cache(maxsize=1 << 14)
def is_kind(unit: str, group: str, language: Language) -> bool:
    """This function will say whether a unit names one of a group: a person, a place, women."""
    return not heads(_head(unit, language), language).isdisjoint(
        stem(word, language) for word in words(group, language)
    )


def _head(unit: str, language: Language) -> str:
    """This function will give the noun of a phrase: the last word (before "of"), of a Russian phrase any word."""
    if language == "ru" or not unit:
        return unit
    return re.split(r" of ", unit)[0].split()[-1] if language == "en" else unit.split()[-1]
