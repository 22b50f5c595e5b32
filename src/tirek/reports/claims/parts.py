"""Finds which number of a sentence is a part of which: "including 44 women", "of whom 44", "(44 women)"."""

from __future__ import annotations

from collections.abc import Sequence

from tirek.reports.claims.quantities import Quantity
from tirek.reports.claims.tokens import Token
from tirek.reports.claims.units import counted
from tirek.reports.claims.vocabulary import Language, phrases, words

_JOINING = frozenset((",", "and", "и", "және", "мен", "бен", "пен", "/", ";", "а", "also", "также"))


def wholes(tokens: Sequence[Token], found: Sequence[Quantity], language: Language) -> list[int | None]:
    """This function will give, for each quantity, the index of the quantity it is a part of, or None."""
    answer: list[int | None] = []
    last: int | None = None  # the last number that is no part
    for index, each in enumerate(found):
        whole = None
        if not each.is_time:
            previous = index - 1 if index and not found[index - 1].is_time else None
            whole = _whole(tokens, found, index, last, previous, answer, language)
            if whole is None:
                last = index
        answer.append(whole)
    for index in range(len(found) - 1):
        if answer[index] is None and _first_of(tokens, found[index], found[index + 1], language):
            answer[index] = index + 1
    return answer


def _whole(
    tokens: Sequence[Token],
    found: Sequence[Quantity],
    index: int,
    last: int | None,
    previous: int | None,
    answer: Sequence[int | None],
    language: Language,
) -> int | None:
    each = found[index]
    if last is None:
        return None
    opened = previous == last and tokens[each.first - 1].text == "," and _opening(tokens, found[last], language)
    if opened and _can_be_part(each, found[last]):
        return last
    if _marked(tokens, found[last].after, each, language) and _can_be_part(each, found[last]):
        return last
    if previous is not None and answer[previous] is not None:
        gap = tokens[found[previous].after : each.first]
        if len(gap) < 3 and all(token.lower in _JOINING for token in gap):
            return answer[previous]
        if not each.unit and 0 < len(gap) < 7 and gap[-1].lower in _JOINING and _only_words(gap[:-1]):
            return answer[previous]
    return None


def _only_words(gap: Sequence[Token]) -> bool:
    return all(token.kind == "word" or token.text == "," for token in gap)


def _can_be_part(part: Quantity, whole: Quantity) -> bool:
    """This function will keep money out of people and people out of money; a percentage may be a part of anything."""
    if part.unit.startswith(("%", "share")):
        return not whole.unit.startswith("%")
    return part.unit.isupper() == whole.unit.isupper() if part.unit and whole.unit else True


def _marked(tokens: Sequence[Token], after: int, part: Quantity, language: Language) -> bool:
    gap = tuple(token.lower for token in tokens[max(after, part.first - 6) : part.first])
    if gap == ("(",):
        return _closes(tokens, part) and not part.unit.startswith("%")
    for phrase in phrases("part before", language):
        if gap[-len(phrase) :] == phrase:
            return True
    inside = tuple(token.lower for token in tokens[part.first : part.after])
    following = inside + tuple(token.lower for token in tokens[part.after : part.after + 4])
    opened = bool(gap) and gap[-1] in (",", "(", "–", "—", ";")
    return opened and any(_holds(following, phrase) for phrase in phrases("part after", language))


def unit_of_part(tokens: Sequence[Token], part: Quantity, whole: Quantity, language: Language) -> str:
    """This function will give what "44" counts in "44 of the 125 officers were women": women, or else officers."""
    at = whole.after
    linked = part.first < whole.first and at < len(tokens) and tokens[at].lower in words("linking verb", language)
    return (counted(tokens, at, language).text if linked else "") or whole.unit


def _closes(tokens: Sequence[Token], part: Quantity) -> bool:
    """This function will say whether a bracket holds the number, its unit and nothing else but more of the kind."""
    follows = tokens[part.after].text if part.after < len(tokens) else ")"
    return follows in (")", ",", "and", ";", "и", "және", "/") and bool(part.unit)


def _holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1))


def _first_of(tokens: Sequence[Token], part: Quantity, whole: Quantity, language: Language) -> bool:
    """This function will find "44 of the 125 officers" and "Of the 125 officers, 44 …" turned round."""
    if part.is_time or whole.is_time or part.unit.isupper() != whole.unit.isupper():
        return False
    gap = tuple(token.lower for token in tokens[part.after : whole.first])
    return (
        bool(gap)
        and len(gap) < 6
        and any(gap[-len(each) :] == each and len(gap) - len(each) < 4 for each in phrases("whole before", language))
    )


def _opening(tokens: Sequence[Token], each: Quantity, language: Language) -> bool:
    """This function will find the whole that opens "Of the 125 officers trained, 44 were women"."""
    for phrase in phrases("whole before", language):
        begin = each.first - len(phrase)
        if begin < 0 or tuple(token.lower for token in tokens[begin : each.first]) != phrase:
            continue
        return begin == 0 or tokens[begin - 1].text in (",", ";", ":", "(")
    return False
