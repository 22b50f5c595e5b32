"""Everything that would be published of a programme, before it is XML: what the preview shows and the file says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from tirek.exchange.iati.budgets import Budget, approved_revisions, budgets_of, weights_of
from tirek.exchange.iati.dates import Dates, dates_of
from tirek.exchange.iati.documents import Document, documents_of
from tirek.exchange.iati.organisations import Taking, taking_part
from tirek.exchange.iati.problem import Problem
from tirek.exchange.iati.publisher import Publisher, publisher
from tirek.exchange.iati.results import Result, results_of
from tirek.exchange.iati.sectors import sectors_of
from tirek.exchange.iati.transactions import Transaction, transactions_of
from tirek.ledger import entries
from tirek.plans import Programme

LOCAL = ("http://127.0.0.1", "http://localhost", "http://[::1]")
MADE_UP = _("The records of this programme are made up, to show how Tirek works. Do not publish them.")
NO_OUTPUT = _("The plan prints no output id: budgets, transactions and results stand with the project itself.")
NO_BUDGET = _("No budget is approved, so none is published.")
UNKNOWN_PARTY = _("“%(name)s” carries out activities and is listed nowhere as an organisation, so it is not named.")
WITHHELD = _("%(count)s results are kept back so that nobody can be singled out.")
LOCAL_ADDRESS = _("The public address of this installation is not set: nobody else can open the documents.")


@dataclass(frozen=True, slots=True)
class Content:
    """What is published of a programme. `moment` is when its records last changed; `made_up` says that some are not
    real, as those of a demonstration."""

    programme: Programme
    publisher: Publisher
    identifier: str
    output_identifier: str
    dates: Dates
    taking: Taking
    sectors: Mapping[str, Decimal]
    budgets: tuple[Budget, ...]
    transactions: tuple[Transaction, ...]
    results: tuple[Result, ...]
    documents: tuple[Document, ...]
    moment: datetime
    made_up: bool

    @property
    def withheld(self) -> int:
        """This property will count the results that are kept back."""
        return sum(indicator.withheld for result in self.results for indicator in result.indicators)


def content_of(
    programme: Programme,
    *,
    as_of: Mapping[str, int] | None = None,
    today: date | None = None,
    generated: datetime | None = None,
) -> Content:
    """This function will gather what is published of a programme: now, or as of a position of every chain.

    Raises `PublisherUnreadable`.
    """
    decided, day = publisher(), today or timezone.localdate()
    head = None if as_of is None else as_of.get(programme.office_id, 0)
    revisions = approved_revisions(programme, head)
    ref = decided.reporting.ref
    return Content(
        programme=programme,
        publisher=decided,
        identifier=f"{ref}-PROJECT-{programme.code}",
        output_identifier=f"{ref}-OUTPUT-{output}" if (output := _output_id(programme)) else "",
        dates=dates_of(programme, head=head, today=day),
        taking=taking_part(programme, decided),
        sectors=sectors_of(programme, decided, weights_of(revisions)),
        budgets=budgets_of(programme, revisions),
        transactions=transactions_of(programme, decided, head=head, today=day),
        results=results_of(programme, decided, as_of=as_of, today=day),
        documents=documents_of(programme, as_of),
        moment=generated or _last_change(as_of),
        made_up=_made_up(programme),
    )


def _output_id(programme: Programme) -> str:
    printed = programme.cover.get("output_id") or {}
    return str(printed.get("text", "")).strip()


def _made_up(programme: Programme) -> bool:
    entered = (programme.cost_reports, programme.reported_values)
    return programme.synthetic or any(rows.filter(synthetic=True).exists() for rows in entered)


def _last_change(as_of: Mapping[str, int] | None) -> datetime:
    """The time of the newest entry of any chain, or of the newest that the positions reach."""
    if as_of is None:
        found = entries(limit=1)
    else:
        found = [line for chain, position in as_of.items() for line in entries(chain=chain, position=position, limit=1)]
    return max((line.at for line in found), default=timezone.now())


def content_problems(content: Content) -> Iterator[Problem]:
    """This function will name what whoever publishes should know, and what no rule can see in the file."""
    if content.made_up:
        yield _problem("note", "tirek-made-up", MADE_UP)
    if not content.output_identifier:
        yield _problem("warning", "tirek-no-output", NO_OUTPUT)
    if not content.budgets:
        yield _problem("warning", "tirek-no-budget", NO_BUDGET)
    for name in content.taking.unknown:
        yield _problem("warning", "tirek-unknown-party", UNKNOWN_PARTY, name=name)
    if content.documents and settings.PUBLIC_URL.startswith(LOCAL):
        yield _problem("warning", "tirek-local-address", LOCAL_ADDRESS)
    if content.withheld:
        yield _problem("note", "tirek-withheld", WITHHELD, count=str(content.withheld))


def _problem(severity: str, rule: str, template: str, **facts: str) -> Problem:
    return Problem("note" if severity == "note" else "warning", rule, "", 0, template, facts)
