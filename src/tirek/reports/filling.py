"""A template becomes a narrative: every insert is written, each copied number knows where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.translation import gettext as _

from tirek.indicators import Behind, Scope, Told, parse_key
from tirek.reports.asked import Asked
from tirek.reports.before import known_before
from tirek.reports.binding import Binding, bind, people_apart
from tirek.reports.claims import typed_numbers
from tirek.reports.copying import NOTHING, copied, sources_of, taken_apart, written
from tirek.reports.errors import InsertUnknown
from tirek.reports.inserts import inserts
from tirek.reports.narrative import chart_requests, figure_keys

_INSERT = re.compile(r"\{\{\s*([^{}\n]*?)\s*\}\}")
_WITHIN_KEYS = ("quarter", "until")
"""Inserts that stand within a figure's key, where nothing else may."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A narrative as it begins, and why its typed numbers may stand: (quote, sentence, reason) each."""

    narrative: str
    excuses: tuple[tuple[str, str, str], ...]


def check_inserts(template: str) -> None:
    """This function will refuse the first insert of a template that there is not, naming its line (`InsertUnknown`)."""
    for number, text in enumerate(template.splitlines(), start=1):
        for found in _INSERT.finditer(text):
            if found[1] not in inserts():
                raise InsertUnknown(name=found[1], line=number)


def fill(template: str, asked: Asked) -> Filled:
    """This function will write a template's inserts in the report's language. Raises `InsertUnknown`.

    A figure of an insert that has no value becomes a dash; one that would leave a few people apart says it is withheld.
    """
    check_inserts(template)
    template = written(template)  # a mark that somebody typed would excuse a number by a source that it does not have
    with translation.override(asked.language):
        typed_by_office = {*figure_keys(template), *(key for key, _dimension in chart_requests(template))}
        composed = _INSERT.sub(lambda found: _written(found[1], asked), template)
        narrative, pieces = taken_apart(_with_values_only(composed, asked, typed_by_office))
    claims = typed_numbers(narrative)
    reasons = sources_of(narrative, pieces, [(claim.where, claim.start) for claim in claims])
    excuses = {
        (claim.quote, claim.text): reason for claim, reason in zip(claims, reasons, strict=True) if reason is not None
    }
    return Filled(narrative, tuple((quote, text, reason) for (quote, text), reason in excuses.items()))


def _written(name: str, asked: Asked) -> str:
    text = inserts()[name](asked)
    return (
        text if name in _WITHIN_KEYS else copied(text, _("Written from the template, {{ %(name)s }}") % {"name": name})
    )


def _with_values_only(composed: str, asked: Asked, kept: set[str]) -> str:
    """The narrative without the marks of its inserts that could not be published as things stand."""
    narrative, _pieces = taken_apart(composed)
    known = known_before(asked.programme)
    bound = bind(narrative, asked.programme, language=asked.language, known=known)
    for key in set(bound.unknown) - kept:
        composed = composed.replace(f"[[{key}]]", NOTHING)
    for key in _apart(bound, Behind(Scope(asked.programme.pk)), known):
        composed = composed.replace(f"[[{key}]]", _("withheld"))
    return composed


def _apart(bound: Binding, behind: Behind, known: Sequence[Told]) -> Iterator[str]:
    """Figures to leave out so that no two differ by a few people, and none from what was published before: of a pair
    the one of the period alone, if it is."""
    figures = bound.figures
    left = {figure.key for figure in figures}
    for pair in people_apart(figures, bound.definitions, behind, known):
        named = [str(each.key) for each in pair.told if each.where is None]  # the other may be nobody, or a sum
        if left.issuperset(named):
            key = next(filter(_is_of_period, named), named[-1])
            left.discard(key)
            yield key
    if len(left) < len(figures):  # what was left out may be what several others leave over of a longer time
        figures = tuple(each for each in figures if each.key in left)
        yield from _apart(replace(bound, figures=figures), behind, known)


def _is_of_period(key: str) -> bool:
    return parse_key(key).period[:1].isdigit()
