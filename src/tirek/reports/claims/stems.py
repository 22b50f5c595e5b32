"""Words without their endings, so that "trainings" meets "trained" and "сотрудников" meets "сотрудники".

Light stemmers, after J. Savoy, "Light stemming approaches for the French, Portuguese, German and Hungarian languages"
(SAC 2006): endings are taken off, prefixes and roots are left alone. Enough to compare words of one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from tirek.reports.claims.vocabulary import Language, numerals, words

SAMPLE = 600  # characters that tell the language of a sentence
_KAZAKH, _CYRILLIC, _LATIN = re.compile("[әғқңөұүһі]"), re.compile("[а-яё]"), re.compile("[a-z]")
WORD = re.compile(r"[^\W_]+(?:[-'’‑][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’](?:s)?$")
_ENGLISH_SPELLINGS = (("isation", "ization"), ("yse", "yze"), ("programme", "program"))
_ENGLISH_ENDINGS = ("ingly", "ment", "ing", "ion", "ive", "ed", "ly", "al")
_HARDENED = {"г": "к", "ғ": "қ", "б": "п"}


@lru_cache(maxsize=1 << 10)
def language_of(text: str) -> Language:
    """This function will tell Kazakh, Russian and English apart by how a text begins: its letters, its small words."""
    sample = text[:SAMPLE].lower()
    kazakh, cyrillic, latin = (len(letters.findall(sample)) for letters in (_KAZAKH, _CYRILLIC, _LATIN))
    if latin > cyrillic + kazakh or not cyrillic + kazakh:
        return "en"
    found = WORD.findall(sample)
    small = sum(word in words("function word", "kk") for word in found)
    others = sum(word in words("function word", "ru") and word not in numerals("kk") for word in found)  # он: he, ten
    if kazakh and (others <= small or kazakh * 10 > cyrillic):
        return "kk"
    return "kk" if small > others else "ru"


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: Language) -> str:
    """This function will give a word in lower case without its endings."""
    lower = _POSSESSIVE.sub("", word.lower()).replace("ё", "е")
    if language == "ru":
        return _without(lower, _endings("ru"), 3)
    if language == "kk":
        for _ in range(4):
            shorter = _without(lower, _endings("kk"), 3)
            if shorter == lower:
                break
            lower = shorter
        return lower[:-1] + _HARDENED.get(lower[-1:], lower[-1:])  # министрлігі, министрлік
    return _english(lower) if len(lower) > 3 else lower


@cache
def _endings(language: Language) -> tuple[str, ...]:
    return tuple(sorted(words("ending", language), key=lambda ending: (-len(ending), ending)))


def _without(word: str, endings: tuple[str, ...], least: int) -> str:
    found = next((each for each in endings if word.endswith(each) and len(word) - len(each) >= least), "")
    return word[: len(word) - len(found)]


def _english(word: str) -> str:
    word = _without(singular(word), _ENGLISH_ENDINGS, 4)
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def singular(word: str) -> str:
    """This function will give an English word in lower case, in the singular and in one spelling."""
    word = _POSSESSIVE.sub("", word.lower())
    for printed, other in _ENGLISH_SPELLINGS:
        word = word.replace(printed, other)
    if len(word) < 4:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def name_form(word: str, language: Language) -> str:
    """This function will give a word of a name so that only other words differ: preventive is not prevention."""
    return singular(word) if language == "en" else stem(word, language)


def words_of(text: str) -> list[str]:
    """This function will give the words of a text, hyphened ones whole."""
    return WORD.findall(text)


def stems_of(text: str, language: Language) -> tuple[str, ...]:
    """This function will give the stems of all words of a text, in order."""
    return tuple(stem(word, language) for word in WORD.findall(text))


@lru_cache(maxsize=1 << 16)
def is_empty(word: str, language: Language) -> bool:
    """This function will say whether a word carries no content of its own ("the", "participated", "в")."""
    lower = word.lower()
    return lower in words("function word", language) or lower in words("light word", language)


def content_of(found: Iterable[str], language: Language) -> frozenset[str]:
    """This function will give the stems of those words that carry content."""
    return frozenset(stem(word, language) for word in found if not is_empty(word, language) and word[0].isalpha())
