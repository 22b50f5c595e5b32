"""One body named in several ways: two names of a known body, an acronym with two meanings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from django.utils.translation.trans_null import gettext_noop

from tirek.reports.claims.consistency.acronyms import Definition
from tirek.reports.claims.consistency.document import Document, Statement
from tirek.reports.claims.consistency.found import Found, Side, found
from tirek.reports.claims.stems import is_empty, language_of, name_form, words_of
from tirek.reports.claims.vocabulary import Language, rows

TWO_NAMES = gettext_noop("One body is named in two ways: “%(first)s” and “%(second)s”.")
TWO_MEANINGS = gettext_noop("“%(acronym)s” stands for “%(first)s” and for “%(second)s”.")
TWO_ACRONYMS = gettext_noop("“%(name)s” is shortened to “%(first)s” and to “%(second)s”.")


class Form(NamedTuple):
    """One way of naming a known body; forms of the same `group` go together, an acronym and its full name say."""

    body: str
    group: int
    stems: tuple[str, ...]
    text: str


class Use(NamedTuple):
    """One use of a form in the document."""

    form: Form
    statement: Statement
    value: str


def two_names(document: Document) -> Iterator[Found]:
    """This function will find known bodies (words/bodies.csv) called by names that do not go together.

    Names that the document itself puts together, "UN Human Rights Office (OHCHR)", are one.
    """
    uses: dict[str, dict[int, Use]] = defaultdict(dict)
    joined: dict[str, set[frozenset[int]]] = defaultdict(set)
    for statement in _each_once(document):
        previous: tuple[int, Use] | None = None
        for at, use in _uses(statement):
            uses[use.form.body].setdefault(use.form.group, use)
            if previous and previous[1].form.body == use.form.body and _bracketed(statement, previous[1], use):
                joined[use.form.body].add(frozenset((previous[1].form.group, use.form.group)))
            previous = (at, use)
    for body, groups in uses.items():
        chosen = [use for group, use in sorted(groups.items(), key=lambda item: item[1].statement.order)]
        for use in chosen[1:]:
            if frozenset((chosen[0].form.group, use.form.group)) not in joined[body]:
                yield _two(chosen[0], use)


def _two(one: Use, other: Use) -> Found:
    sides = [Side(use.statement.text, use.statement.line, use.value) for use in (one, other)]
    return found("names", sides, TWO_NAMES, {"first": one.value, "second": other.value})


def _each_once(document: Document) -> Iterator[Statement]:
    seen: set[str] = set()
    for statement in document.statements:
        if statement.text not in seen:
            seen.add(statement.text)
            yield statement


def _bracketed(statement: Statement, one: Use, other: Use) -> bool:
    return f"{one.value} ({other.value}" in statement.text or f"{other.value} ({one.value}" in statement.text


@cache
def _forms(language: Language) -> Mapping[str, tuple[Form, ...]]:
    """This function will give the forms of all known bodies of one language by their first stem, the longest first."""
    forms: dict[str, list[Form]] = defaultdict(list)
    for row in rows("bodies"):
        groups = [
            [row["acronym"], *row["name"].split("|")],
            *([each] for each in row["other names"].split("|") if each),
        ]
        for group, texts in enumerate(groups):
            for text in texts:
                if language_of(row["name"]) == language:
                    form = Form(row["acronym"], group, _content(words_of(text), language), text)
                    forms[form.stems[0]].append(form)
    return {first: tuple(sorted(each, key=lambda form: -len(form.stems))) for first, each in forms.items()}


def _content(found: Sequence[str], language: Language) -> tuple[str, ...]:
    """This function will give the stems of a name; "UN" is United Nations, "Asian-Pacific" two words."""
    split = [part for word in found for part in word.replace("‑", "-").split("-")]
    kept = [word for word in split if word and not is_empty(word, language)]
    return tuple(
        part for word in kept for part in (("united", "nation") if word == "UN" else (name_form(word, language),))
    )


def _uses(statement: Statement) -> Iterator[tuple[int, Use]]:
    """This function will give the known bodies that a sentence names, the longest name at each place."""
    forms = _forms(statement.language)
    words = [part for word in statement.words for part in (word.split("-") if "-" in word else (word,)) if part]
    at = 0
    while at < len(words):
        use, after = _use_at(words, at, statement, forms)
        if use is not None:
            yield at, use
        at = after


def _use_at(
    words: Sequence[str], at: int, statement: Statement, forms: Mapping[str, tuple[Form, ...]]
) -> tuple[Use | None, int]:
    language = statement.language
    if not words[at][0].isupper():
        return None, at + 1
    first = _content([words[at]], language)
    for form in forms.get(first[0], ()) if first else ():
        end, matched = at, 0
        while end < len(words) and matched < len(form.stems):
            stems = _content([words[end]], language)
            if stems != form.stems[matched : matched + len(stems)]:
                break
            matched, end = matched + len(stems), end + 1
        acronym = form.text.isupper()
        if matched == len(form.stems) and (not acronym or words[at].rstrip("s’'").isupper()):
            return Use(form, statement, _as_printed(statement.text, words[at:end], acronym)), end
    return None, at + 1


def _as_printed(text: str, words: Sequence[str], acronym: bool) -> str:
    """This function will give a name as the sentence prints it."""
    if acronym:
        return words[0].split("’")[0].split("'")[0]
    begin = text.find(words[0])
    while begin >= 0:
        end = text.find(words[-1], begin) + len(words[-1])
        if words_of(text[begin:end].replace("-", " ").replace("‑", " ")) == list(words):
            return text[begin:end]
        begin = text.find(words[0], begin + 1)
    return " ".join(words)


def two_meanings(document: Document) -> Iterator[Found]:
    """This function will find acronyms spelt out in two ways, and names shortened in two ways."""
    yield from _split(document.definitions, by_acronym=True)
    yield from _split(document.definitions, by_acronym=False)


def _split(definitions: Sequence[Definition], by_acronym: bool) -> Iterator[Found]:
    first: dict[object, Definition] = {}
    said: set[tuple[object, object]] = set()
    for each in definitions:
        stems = _stems(each)
        key, other = (each.acronym, stems) if by_acronym else (stems, each.acronym)
        known = first.setdefault(key, each)
        known_other = _stems(known) if by_acronym else known.acronym
        if known_other == other or (key, other) in said or (by_acronym and _contains(known_other, other)):
            continue
        said.add((key, other))
        if by_acronym:
            facts = {"acronym": each.acronym, "first": known.name, "second": each.name}
            values = (known.name, each.name)
        else:
            facts = {"name": each.name, "first": known.acronym, "second": each.acronym}
            values = (known.acronym, each.acronym)
        sides = [Side(one.text, one.line, value) for one, value in zip((known, each), values, strict=True)]
        yield found("names", sides, TWO_MEANINGS if by_acronym else TWO_ACRONYMS, facts)


def _stems(definition: Definition) -> tuple[str, ...]:
    return _content(definition.words, language_of(definition.name))


def _contains(one: object, other: object) -> bool:
    """This function will say whether one spelling only says more words of the same name."""
    return isinstance(one, tuple) and isinstance(other, tuple) and (set(one) <= set(other) or set(other) <= set(one))


def same_body(one: str, other: str, language: Language) -> bool:
    """This function will say whether two texts name one known body, whatever its forms."""
    first, second = (_bodies(text, language) for text in (one, other))
    return bool(first & second)


def _bodies(text: str, language: Language) -> frozenset[str]:
    statement = Statement(0, text, 0, 0, False, False, language, tuple(words_of(text)))
    return frozenset(use.form.body for _, use in _uses(statement))
