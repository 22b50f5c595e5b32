"""Each table of money as a CSV: the rows that its page shows to the same account, under headings in their language."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirek import money
from tirek.directory import NotFound
from tirek.money import Question
from tirek.plans import Programme
from tirek.web.downloads import safe_cell
from tirek.web.money import funds, tables, variance
from tirek.web.money.overview import seen_programme
from tirek.web.money.revisions import listed
from tirek.web.requests import SignedRequest, page
from tirek.web.templatetags.results import spoken

Row = Iterable[object]


def as_csv(name: str, headings: Row, rows: Iterable[Row]) -> HttpResponse:
    """This function will give a table for keeping; a number stays a number, and no text becomes a formula."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    table = csv.writer(response)
    table.writerow(list(headings))
    for row in rows:
        table.writerow(["" if cell is None else _cell(cell) for cell in row])
    return response


def _cell(cell: object) -> str:
    """A negative amount begins with a sign and is no formula; only a text can be one."""
    return safe_cell(cell) if isinstance(cell, str) else str(cell)


def _overview(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    return against_rows(programme, Question.of(programme))


def against_rows(programme: Programme, question: Question) -> tuple[Row, Iterable[Row]]:
    """This function will give budget against expenditure in rows."""
    found = tables.against(programme, question, tables.spending(question))
    years = [f"{word} {year}" for year in found.years for word in (_("Budget"), _("Expenditure"))]
    sums = (_("Budget"), _("Expenditure"), _("Commitments"), _("Delivery"))
    headings = (_("Kind"), _("Number"), _("Title"), *years, *sums)

    def row(line: tables.Line) -> Row:
        by_year = [cell for year in found.years for cell in line.years[year]]
        return (line.kind, line.number, line.label, *by_year, line.budget, line.spent, line.commitments, line.delivery)

    return headings, (row(line) for line in [*found.lines, found.total])


def _fees(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    found = tables.fees(tables.spending(Question.of(programme)), money.budget_in_force(programme))
    headings = (_("Fund"), _("Direct costs"), _("Fee due"), _("Fee charged"), _("Difference"))
    return headings, ((each.fund, each.direct, each.due, each.charged, each.difference) for each in found)


def _burn(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    question = Question.of(programme)
    budget = money.amounts("budget", question)[()]
    headings = (_("Quarter"), _("Spent in it"), _("Spent until its end"), _("Of the budget"), _("Of the time"))
    found = tables.burn(programme, tables.spending(question), budget)
    return headings, ((each.period, each.spent, each.until, each.of_budget, each.of_time) for each in found)


def _revisions(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    fee = (_("Rate of the fee, in percent"), _("What the rate is taken of"))
    drafted = (_("Drafted by"), _("Drafted"))
    headings = (_("Number"), _("Title"), _("Reason"), *fee, _("Total"), *drafted, _("State"))
    return headings, (
        (r.number, r.title, r.reason, r.fee_rate, r.fee_base, r.total, spoken(r.drafted_by), r.drafted_at, state)  # type: ignore[attr-defined]
        for r, state in listed(programme)
    )


def _costs(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    days, sums = (_("Begins"), _("Ends")), (_("Expenditure"), _("Commitments"))
    headings = (_("File"), *days, _("Lines"), *sums, _("Taken in"), _("Why it was withdrawn"))
    return headings, (
        (r.name, r.begins, r.ends, r.line_count, r.amount, r.commitment, r.received_at, r.withdrawn_because)
        for r in money.cost_reports(programme)
    )


PLACE = (
    *(gettext_lazy("Activity"), gettext_lazy("Fund"), gettext_lazy("Account"), gettext_lazy("Year")),
    *(gettext_lazy("Kind"), gettext_lazy("What is wrong")),
)
LINE = (
    *(
        gettext_lazy("Report"),
        gettext_lazy("Row"),
        gettext_lazy("Activity as printed"),
        gettext_lazy("Fund as printed"),
    ),
    *(gettext_lazy("Account as printed"), gettext_lazy("Description"), gettext_lazy("Day"), gettext_lazy("Currency")),
    *(gettext_lazy("Amount as printed"), gettext_lazy("Commitment as printed"), gettext_lazy("Exchange rate")),
    *(gettext_lazy("Amount"), gettext_lazy("Commitment"), *PLACE),
)


def _line(line: Any, report: str) -> Row:
    return (
        *(report, line.row, line.activity_code, line.fund_code, line.account_code, line.description, line.day),
        *(line.currency, line.printed_amount, line.printed_commitment, line.rate, line.amount, line.commitment),
        *(line.at_activity, line.at_fund, line.at_account, line.at_year, line.at_kind, line.problem),
    )


def _unmatched(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    return LINE, (_line(line, line.report.name) for line in money.unmatched_lines(programme))


def _funds(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    sums = (_("Received"), _("Budget"), _("Expenditure"), _("Delivery"))
    headings = (_("Code"), _("Title"), _("Donor"), _("Reference"), *sums)
    rows = funds.fund_rows(programme)
    return headings, ((f.code, f.title, f.donor, f.donor_reference, *cells) for f, *cells in rows)


def _contributions(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    found = money.contributions_for(request.user).filter(fund__programme=programme).order_by("fund__code", "day")
    return CONTRIBUTION, (_contribution(each) for each in found)


CONTRIBUTION = (
    *(gettext_lazy("Fund"), gettext_lazy("Kind"), gettext_lazy("Day"), gettext_lazy("Amount")),
    *(gettext_lazy("Reference"), gettext_lazy("Why it was withdrawn")),
)


def _contribution(each: Any) -> Row:
    return (each.fund.code, each.kind, each.day, each.amount, each.reference, each.withdrawn_because)


def _rates(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    what = (_("Month"), _("Currency of the programme"), _("Currency"), _("Units"))
    headings = (*what, _("Source"), _("Why it was withdrawn"))
    return headings, (
        (f"{each.month:%Y-%m}", each.base, each.currency, each.units, each.source, each.withdrawn_because)
        for each in money.rates(request.user, programme)
    )


def _variance(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    _begun, period = variance.period_of(programme, request.GET.get("period", ""))
    spent = (_("Budget of the year"), _("Spent in the period"), _("Spent in the year"), _("Delivery"))
    headings = (_("Period"), _("Activity"), _("Title"), *spent, _("Reason"))

    def rows() -> Iterator[Row]:
        for each in variance.variances(request.user, programme, period) if period else []:
            place = (period.key if period else "", each.activity.number, each.activity.title)
            yield (*place, each.budget, each.spent, each.until, each.delivery, each.reason and each.reason.text)

    return headings, rows()


TABLES: dict[str, Callable[[Programme, SignedRequest], tuple[Row, Iterable[Row]]]] = {
    "budget-and-expenditure": _overview,
    "fees": _fees,
    "burn": _burn,
    "revisions": _revisions,
    "cost-reports": _costs,
    "unmatched": _unmatched,
    "funds": _funds,
    "contributions": _contributions,
    "rates": _rates,
    "variance": _variance,
}


@page()
def table(request: SignedRequest, code: str, name: str) -> HttpResponse:
    """This page will give one table of a programme's money as CSV."""
    programme = seen_programme(request, code)
    if name not in TABLES:
        raise NotFound
    return as_csv(f"{code}-{name}", *TABLES[name](programme, request))


@page()
def revision(request: SignedRequest, code: str, number: int) -> HttpResponse:
    """This page will give the rows of a revision, each with its amount before, as CSV."""
    programme = seen_programme(request, code)
    found = money.revision(request.user, programme, number)
    place = (_("Kind"), _("Activity"), _("Fund"), _("Account"), _("Year"))
    headings = (*place, _("Amount"), _("Before"), _("Change"))
    rows = (
        (
            row.kind,
            row.activity and row.activity.number,
            row.fund.code,
            row.account_code,
            row.year,
            row.amount,
            was,
            row.amount - was,
        )
        for row, was in money.changes(found)
    )
    return as_csv(f"{code}-budget-{number}", headings, rows)


@page()
def report_lines(request: SignedRequest, code: str, key: UUID) -> HttpResponse:
    """This page will give the lines of a cost report, each with what it matches, as CSV."""
    programme = seen_programme(request, code)
    found = money.cost_report(request.user, programme, key)
    lines = money.report_lines(programme, found)
    return as_csv(f"{code}-costs-{found.ends}", LINE, (_line(line, found.name) for line in lines))


@page()
def fund(request: SignedRequest, code: str, fund: str) -> HttpResponse:
    """This page will give budget against expenditure of one fund as CSV: all that its donor sees of it in numbers."""
    found = funds.seen_fund(request, code, fund)
    question = money.limited(request.user, Question.of(found.programme, fund=[found.code]))
    return as_csv(f"{code}-fund-{fund}", *against_rows(found.programme, question))


@page()
def fund_contributions(request: SignedRequest, code: str, fund: str) -> HttpResponse:
    """This page will give the contributions of one fund as CSV."""
    found = funds.seen_fund(request, code, fund)
    rows = (_contribution(each) for each in funds.contributions(request, found))
    return as_csv(f"{code}-fund-{fund}-contributions", CONTRIBUTION, rows)
