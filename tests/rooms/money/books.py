"""Budgets and cost reports of the small programme, made as an office makes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tests.cast import gulnara, saule
from tests.programme import activity
from tirek import money
from tirek.directory import Account
from tirek.money import BudgetRevision, CostLine, CostReport, FeeBase, Fund, PlannedRow, Question
from tirek.plans import Programme, span_of

HEADINGS = ("Activity", "Fund", "Donor", "Account", "Description", "Date", "Currency", "Expenditure", "Commitment")
RATE = Decimal("8.00")
REASON = "The plan is to be carried out."
Line = Sequence[object]


def the_programme() -> Programme:
    return Programme.objects.select_related("office").order_by("code")[0]


def fund(code: str = "30000", *, title: str = "Norway", **given: Any) -> Fund:
    """A fund of the programme, added when it is first asked for."""
    found = Fund.objects.filter(code=code).first()
    return found or money.add_fund(account=saule(), programme=the_programme(), code=code, title=title, **given)


def row(
    number: str = "1.1", amount: object = "1000.00", *, code: str = "30000", account: str = "71300", year: int = 2022
) -> PlannedRow:
    """A row of a budget."""
    return PlannedRow(activity(number), fund(code), account, year, Decimal(str(amount)))


def drafted(*rows: PlannedRow, by: Account | None = None, **given: Any) -> BudgetRevision:
    """A draft, of one row unless some are given."""
    given = {"title": "First budget", "reason": REASON, "fee_rate": RATE, "fee_base": FeeBase.ON_COST} | given
    return money.draft_revision(account=by or saule(), programme=the_programme(), rows=rows or [row()], **given)


def budget(*rows: PlannedRow, **given: Any) -> BudgetRevision:
    """A budget in force."""
    revision = drafted(*rows, **given)
    money.review_revision(account=gulnara(), revision=revision, verdict="approved")
    return revision


def printed(
    amount: object = "100.00",
    *,
    number: str = "1.1",
    code: str = "30000",
    account: str = "71300",
    day: object = "2022-08-15",
    currency: str = "USD",
    commitment: object = "0.00",
    description: str = "Consultant",
) -> Line:
    """A line of a cost report as it is printed."""
    return (number, code, "Norway", account, description, day, currency, amount, commitment)


def sheet(*lines: Line, headings: Iterable[str] = HEADINGS) -> bytes:
    """A cost report as CSV."""
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerows([list(headings), *lines])
    return out.getvalue().encode()


def workbook(*lines: Line, headings: Iterable[str] = HEADINGS) -> bytes:
    """A cost report as an Excel workbook, with numbers and days as Excel keeps them."""
    import io

    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page, days = book.add_worksheet("CDR"), book.add_format({"num_format": "yyyy-mm-dd"})
        for at, line in enumerate([list(headings), *lines]):
            for place, cell in enumerate(line):
                if isinstance(cell, date):
                    page.write_datetime(at, place, cell, days)
                else:
                    page.write(at, place, cell)
    return out.getvalue()


def spent(*lines: Line, quarter: str = "2022-Q3", by: Account | None = None, content: bytes = b"") -> CostReport:
    """A cost report of a quarter, taken in."""
    begins, ends = span_of(quarter)
    return money.take_in_cost_report(
        account=by or saule(),
        programme=the_programme(),
        name="cdr.csv",
        content=content or sheet(*lines),
        begins=begins,
        ends=ends,
    )


def rate(units: str = "400.00", month: date = date(2022, 8, 1), currency: str = "KZT") -> Any:
    return money.set_rate(
        account=saule(), base="USD", currency=currency, month=month, units=Decimal(units), source="UN operational rate"
    )


def ask(**given: Any) -> Question:
    """A question about the programme."""
    return Question.of(the_programme(), **given)


def total(measure: Any = "expenditure", **given: Any) -> Decimal:
    """The total of a measure."""
    return money.amounts(measure, ask(**given))[()]


def by(measure: Any, *dimensions: str, **given: Any) -> dict[Any, Decimal]:
    """A measure by dimensions; by one of them, the keys are its values."""
    found = money.amounts(measure, ask(**given), dimensions)
    return {key[0] if len(dimensions) == 1 else key: amount for key, amount in found.items()}


def the_line(**given: Any) -> CostLine:
    return CostLine.objects.get(**given)
