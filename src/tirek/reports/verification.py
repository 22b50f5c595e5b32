"""Verifying a publication: everything frozen is computed again from live rows, and each difference is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from tirek.directory import Person
from tirek.indicators import Scope, parse_key, people_behind, records_behind
from tirek.ledger import Traced, UnknownPosition, national_root, verify_rows
from tirek.reports.binding import Binding, bind
from tirek.reports.freezing import figure_as_json, records_of
from tirek.reports.models import PublishedReport


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `kind` is stable: value, split, records, definition, text, row or root."""

    kind: str
    figure: str | None
    frozen: str
    found: str
    message: str

    @property
    def facts(self) -> dict[str, str]:
        """This property will give what fills the message."""
        return {"figure": self.figure or "", "frozen": self.frozen, "found": self.found}

    @property
    def sentence(self) -> str:
        """This property will say the difference in English."""
        return self.message % self.facts


Numbers = tuple[str, list[str]]
"""A dimension and the numbers of its cells, in their order."""
MESSAGES = {
    "value": _("%(figure)s was frozen as %(frozen)s and comes to %(found)s when computed again."),
    "split": _("A split of %(figure)s is not what was frozen."),
    "records": _("%(figure)s was frozen with %(frozen)s records; %(found)s of them are found again."),
    "definition": _("The definition of %(figure)s by which it was frozen is gone."),
    "row": _("A row behind this publication is not as the ledger left it: %(found)s."),
    "root": _("The ledger's root at publication was %(frozen)s; its chains now give %(found)s."),
}


def verify(publication: PublishedReport) -> list[Difference]:
    """This function will compute again every frozen figure as of its ledger position and name each difference.

    An empty list means: the text, the values, the splits, the record sets, the rows behind them and the ledger up to
    that position are what they were.
    """
    programme = publication.report.programme
    versions = {frozen["code"]: frozen["version"] for frozen in publication.figures}
    bound = bind(
        publication.narrative,
        programme,
        language=publication.report.language,
        as_of=publication.as_of,
        versions=versions,
    )
    computed = {figure.key: figure_as_json(figure) for figure in bound.figures}
    scope = Scope(programme.pk, publication.as_of)
    found = list(_root(publication))
    records = records_of((f["key"] for f in publication.figures if f["code"] in bound.definitions), bound, scope)
    for frozen in publication.figures:
        found.extend(_figure(frozen, computed.get(frozen["key"])))
        if (now := records.get(frozen["key"])) is not None:
            found.extend(_records(frozen, set(now)))
    return found + list(_rows(publication, bound, scope))


def _root(publication: PublishedReport) -> Iterator[Difference]:
    if publication.elsewhere:
        return  # the root is of the ledger in which it was published: there alone can it be computed
    try:
        root = national_root(publication.as_of)
    except UnknownPosition:
        root = "–"
    if root != publication.root:
        yield Difference("root", None, publication.root, root, MESSAGES["root"])


def _figure(frozen: dict[str, Any], computed: dict[str, Any] | None) -> Iterator[Difference]:
    key = frozen["key"]
    if computed is None:
        yield Difference("definition", key, frozen["definition"], "", MESSAGES["definition"])
        return
    if computed["value"] != frozen["value"]:
        yield Difference("value", key, frozen["value"], computed["value"], MESSAGES["value"])
    then, now = (_numbers(each["splits"]) for each in (frozen, computed))
    if len(then) != len(now) or not all(map(_is_as_frozen, then, now)):
        yield Difference("split", key, "", "", MESSAGES["split"])


def _numbers(splits: list[Any]) -> list[Numbers]:
    """The numbers of splits, without the labels, whose wording may change from one version of the house to the next."""
    return [(dimension, sorted(str(value) for _label, value in cells)) for dimension, _title, cells in splits]


def _is_as_frozen(then: Numbers, now: Numbers) -> bool:
    """Whether a split is what was frozen; or was withheld whole, for what other reports had published by then."""
    return then == now or then == (now[0], [str(None)] * len(now[1]))


def _records(frozen: dict[str, Any], now: set[str]) -> Iterator[Difference]:
    then = set(frozen["records"])
    if now != then:
        yield Difference("records", frozen["key"], str(len(then)), str(len(now & then)), MESSAGES["records"])


def _rows(publication: PublishedReport, bound: Binding, scope: Scope) -> Iterator[Difference]:
    """The rows behind the publication, and the publication itself, as the ledger left them."""
    behind: dict[type[Traced], set[UUID]] = {PublishedReport: {publication.pk}}
    periods: dict[tuple[str, str], set[str]] = {}
    for frozen in publication.figures:
        periods.setdefault((frozen["code"], parse_key(frozen["key"]).period), set()).update(frozen["records"])
    for (code, period), records in periods.items():
        if definition := bound.definitions.get(code):
            behind.setdefault(type(definition), set()).add(definition.pk)
            asked = replace(scope, period=period)
            rows = records_behind(definition.definition, asked)
            if issubclass(rows.model, Traced):
                behind.setdefault(rows.model, set()).update(map(UUID, records))
            behind.setdefault(Person, set()).update(people_behind(definition.definition, asked))
    for model, keys in behind.items():
        for each in verify_rows(model, keys):
            yield Difference("row", None, "", f"{each.table} {each.key}: {each.message}", MESSAGES["row"])
