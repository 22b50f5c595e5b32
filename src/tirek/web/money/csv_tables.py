"""Each table of money as a CSV, with the rows that its page shows to the same account."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse

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
PLACE = ("activity", "fund", "account", "year", "kind", "problem")


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
    years = [f"{word} {year}" for year in found.years for word in ("budget", "expenditure")]
    headings = ("kind", "number", "title", *years, "budget", "expenditure", "commitments", "delivery")

    def row(line: tables.Line) -> Row:
        by_year = [cell for year in found.years for cell in line.years[year]]
        return (line.kind, line.number, line.label, *by_year, line.budget, line.spent, line.commitments, line.delivery)

    return headings, (row(line) for line in [*found.lines, found.total])


def _fees(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    found = tables.fees(tables.spending(Question.of(programme)), money.budget_in_force(programme))
    headings = ("fund", "direct costs", "fee due", "fee charged", "difference")
    return headings, ((each.fund, each.direct, each.due, each.charged, each.difference) for each in found)


def _burn(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    question = Question.of(programme)
    budget = money.amounts("budget", question)[()]
    headings = ("period", "expenditure", "expenditure until then", "percent of budget", "percent of time")
    found = tables.burn(programme, tables.spending(question), budget)
    return headings, ((each.period, each.spent, each.until, each.of_budget, each.of_time) for each in found)


def _revisions(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    headings = ("number", "title", "reason", "fee rate", "fee base", "total", "drafted by", "drafted at", "state")
    return headings, (
        (r.number, r.title, r.reason, r.fee_rate, r.fee_base, r.total, spoken(r.drafted_by), r.drafted_at, state)  # type: ignore[attr-defined]
        for r, state in listed(programme)
    )


def _costs(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    headings = ("name", "begins", "ends", "lines", "expenditure", "commitments", "received at", "withdrawn because")
    return headings, (
        (r.name, r.begins, r.ends, r.line_count, r.amount, r.commitment, r.received_at, r.withdrawn_because)
        for r in money.cost_reports(programme)
    )


LINE = (
    *("report", "row", "activity printed", "fund printed", "account printed", "description", "day", "currency"),
    *("amount printed", "commitment printed", "rate", "amount", "commitment", *PLACE),
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
    headings = ("code", "title", "donor", "reference", "received", "budget", "expenditure", "delivery")
    rows = funds.fund_rows(programme)
    return headings, ((f.code, f.title, f.donor, f.donor_reference, *cells) for f, *cells in rows)


def _contributions(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    found = money.contributions_for(request.user).filter(fund__programme=programme).order_by("fund__code", "day")
    return CONTRIBUTION, (_contribution(each) for each in found)


CONTRIBUTION = ("fund", "kind", "day", "amount", "reference", "withdrawn because")


def _contribution(each: Any) -> Row:
    return (each.fund.code, each.kind, each.day, each.amount, each.reference, each.withdrawn_because)


def _rates(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    headings = ("month", "base", "currency", "units", "source", "withdrawn because")
    return headings, (
        (f"{each.month:%Y-%m}", each.base, each.currency, each.units, each.source, each.withdrawn_because)
        for each in money.rates(request.user, programme)
    )


def _variance(programme: Programme, request: SignedRequest) -> tuple[Row, Iterable[Row]]:
    _, period = variance.period_of(programme, request.GET.get("period", ""))
    headings = ("period", "activity", "title", "budget of the year", "spent", "spent in the year", "delivery", "reason")

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
    headings = ("kind", "activity", "fund", "account", "year", "amount", "amount before", "change")
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
