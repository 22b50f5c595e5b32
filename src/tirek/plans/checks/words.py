"""Words cut to their stems, so that "trainings" and "trained" meet, and measures of how alike two texts are."""

from __future__ import annotations

import re
from functools import lru_cache

from tirek.plans.checks.beside import word_list

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SUFFIXES = (
    "ations", "ation", "ators", "ator", "ative", "izing", "ement", "ment", "ance", "ence", "ity", "ive", "ional", "ion",
    "ing", "ant", "er", "or", "ally", "al", "ed", "ly", "e",
)  # fmt: skip
_IRREGULAR = {"women": "woman", "men": "man", "people": "person"}
_SHORTEST_STEM = 4
STOP_WORDS = word_list("small")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """This function will cut a word to its stem by its ending alone, keeping at least four letters."""
    bare = singular(word.lower().replace("’", "'").removesuffix("'s"))
    bare = _IRREGULAR.get(bare, bare.replace("centre", "center").replace("programme", "program"))
    while True:
        ending = next((e for e in _SUFFIXES if bare.endswith(e) and len(bare) - len(e) >= _SHORTEST_STEM), None)
        if ending is None:
            return bare
        bare = bare[: -len(ending)]


def singular(word: str) -> str:
    """This function will take the plural ending off an English word in lower case."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def words(text: str) -> list[str]:
    """This function will give the words of a text in order, without numbers and marks."""
    return _WORD.findall(text)


def stems(text: str) -> list[str]:
    """This function will give the stems of the words that carry meaning, in order."""
    return [stem(word) for word in words(text) if word.lower() not in STOP_WORDS]


def likeness(one: str, other: str) -> float:
    """This function will give the share of the stems of two texts that both have (Jaccard), from 0 to 1."""
    left, right = set(stems(one)), set(stems(other))
    return len(left & right) / len(left | right) if left | right else 1.0


def distance(one: str, other: str, limit: int = 2) -> int:
    """This function will count the letters to add, drop, change or swap from one word to another, up to limit + 1.

    The distance is that of optimal string alignment (Damerau 1964).
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        following = [i]
        for j, second in enumerate(other, 1):
            best = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != second))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == second:
                best = min(best, before[j - 2] + 1)
            following.append(best)
        before, row = row, following
    return min(row[-1], limit + 1)
