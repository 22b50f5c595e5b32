"""Money that was promised, came in, was committed and was spent. Costs are sums of a quarter and a fund, no less.

A line of cost may name a consultant or a day on which somebody travelled: lines are never published, nor is any quarter
that is not over. Nothing is dated in the future.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from lxml import etree

from tirek.exchange.iati.narrative import Texts, part, said
from tirek.exchange.iati.organisations import donor_called
from tirek.exchange.iati.publisher import Organisation, Publisher
from tirek.money import Contribution, CostReport, Question, amounts, stocks
from tirek.plans import Programme, period_key, span_of

INCOMING_FUNDS, OUTGOING_COMMITMENT, EXPENDITURE, INCOMING_COMMITMENT = "1", "2", "4", "11"
KINDS = {
    INCOMING_COMMITMENT: _("Promised by a donor"),
    INCOMING_FUNDS: _("Received from a donor"),
    OUTGOING_COMMITMENT: _("Committed to suppliers"),
    EXPENDITURE: _("Spent"),
}
OF_KIND = {"pledged": INCOMING_COMMITMENT, "received": INCOMING_FUNDS}
SPENT = _("Expenditure of %(period)s, %(fund)s")
COMMITTED = _("Commitments made in %(period)s, %(fund)s")
FUND = _("fund %(code)s")
NO_FUND = _("not yet matched to a fund")
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Transaction:
    """One transaction; costs have a description, contributions the donor."""

    type: str
    day: date
    amount: Decimal
    fund: str
    description: Texts
    donor: Organisation | None = None

    @property
    def type_name(self) -> str:
        """This property will name the kind of transaction in the language of the page."""
        return gettext(KINDS[self.type])


def transactions_of(
    programme: Programme, publisher: Publisher, *, head: int | None, today: date
) -> tuple[Transaction, ...]:
    """This function will give the transactions in the order of their days."""
    found = [*_contributions(programme, publisher, head, today), *_costs(programme, head, today)]
    return tuple(sorted(found, key=lambda each: (each.day, int(each.type), each.fund, each.amount)))


def _contributions(programme: Programme, publisher: Publisher, head: int | None, today: date) -> Iterator[Transaction]:
    rows = Contribution.objects.filter(Contribution.standing(head), fund__programme=programme, day__lte=today)
    for row in rows.select_related("fund"):
        donor = donor_called(row.fund.donor, publisher) if row.fund.donor else None
        yield Transaction(OF_KIND[row.kind], row.day, row.amount, row.fund.code, {}, donor)


def _costs(programme: Programme, head: int | None, today: date) -> Iterator[Transaction]:
    spent = amounts("expenditure", Question.of(programme, head=head), ("period", "fund"))
    quarters = _past_quarters(programme, head, today, [period for period, _fund in spent])
    past = {(period, fund): amount for (period, fund), amount in spent.items() if period in quarters}
    for (period, fund), amount in past.items():
        yield _cost(EXPENDITURE, SPENT, period, fund, amount)
    for (period, fund), amount in _newly_committed(programme, head, quarters, past).items():
        yield _cost(OUTGOING_COMMITMENT, COMMITTED, period, fund, amount)


def _past_quarters(programme: Programme, head: int | None, today: date, spent: Iterable[str]) -> list[str]:
    """The quarters that are over, in order, in which something was spent or a cost report ends."""
    reports = CostReport.objects.filter(CostReport.standing(head), programme=programme)
    ended = {period_key(day) for day in reports.order_by().values_list("ends", flat=True)}
    return sorted(key for key in {*spent, *ended} if span_of(key)[1] < today)


def _newly_committed(
    programme: Programme, head: int | None, quarters: list[str], spent: Mapping[tuple[str, str], Decimal]
) -> dict[tuple[str, str], Decimal]:
    """What was bound in a quarter: what was spent in it, and by how much the open commitments grew or shrank.

    Open commitments are a stock; the standard adds transactions up. So all commitments of a programme come to what it
    has spent and what it still owes.
    """
    made: dict[tuple[str, str], Decimal] = {}
    before: dict[str, Decimal] = {}
    ends = {quarter: span_of(quarter)[1] for quarter in quarters}
    by_day = stocks(programme, list(ends.values()), head)
    for quarter in quarters:
        stock = by_day[ends[quarter]]
        for fund in sorted({*stock, *before, *(each for period, each in spent if period == quarter)}):
            grown = stock.get(fund, NOTHING) - before.get(fund, NOTHING)
            made[quarter, fund] = spent.get((quarter, fund), NOTHING) + grown
        before = stock
    return {key: amount for key, amount in made.items() if amount}


def _cost(type_: str, sentence: str, period: str, fund: str, amount: Decimal) -> Transaction:
    named = said(FUND, code=fund) if fund else said(NO_FUND)
    description = {
        language: text % {"fund": named.get(language, named["en"])}
        for language, text in said(sentence, period=period, fund="%(fund)s").items()
    }
    return Transaction(type_, span_of(period)[1], amount, fund, description)


def write_transactions(
    activity: etree._Element, transactions: Iterable[Transaction], publisher: Publisher, currency: str
) -> None:
    """This function will write the transactions; each is valued on its own day."""
    for each in transactions:
        transaction = part(activity, "transaction")
        day = each.day.isoformat()
        part(transaction, "transaction-type", code=each.type)
        part(transaction, "transaction-date", iso_date=day)
        part(transaction, "value", currency=currency, value_date=day).text = str(each.amount)
        if each.description:
            part(transaction, "description", each.description)
        if each.type in (INCOMING_FUNDS, INCOMING_COMMITMENT):
            _write_organisation(transaction, "provider-org", each.donor)
            _write_organisation(transaction, "receiver-org", publisher.reporting)
        else:
            _write_organisation(transaction, "provider-org", publisher.reporting)


def _write_organisation(transaction: etree._Element, tag: str, organisation: Organisation | None) -> None:
    if organisation is not None:
        part(transaction, tag, organisation.name, ref=organisation.ref, type=organisation.type)
