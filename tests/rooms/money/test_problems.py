"""Why a line matches no row of the budget: what the database says is what looking line by line says."""

from __future__ import annotations

from itertools import product

import pytest

from tests.programme import programme
from tests.rooms.money.books import budget, printed, row, spent, the_programme
from tirek import money
from tirek.money import BudgetRow, CostLine

pytestmark = pytest.mark.django_db


def problem_of(line: CostLine, rows: list[BudgetRow]) -> str:
    """The definition, line by line."""
    if not line.at_activity and line.at_kind != "fee":
        return "unknown-activity"
    if not line.at_fund:
        return "unknown-fund"
    place = (line.at_output, line.at_activity)
    paid = [row for row in rows if (row.fund.code, row.account_code) == (line.at_fund, line.at_account)]
    there = [row for row in paid if row.kind == "fee" or (row.activity.output.number, row.activity.number) == place]
    if not there:
        return "account-not-budgeted"
    return "" if line.day.year in {row.year for row in there} else "year-not-budgeted"


def test_it_works() -> None:
    programme()
    budget(
        row("1.1", 1000),
        row("2.1", 3000, code="31000", account="72100"),
        row("2.1", 2000, year=2023, code="31000"),
        row("1.2", 500, year=2023, account="72100"),
    )
    accounts = ("71200", "72100", money.FEE_ACCOUNT)
    codes = product(("1.1", "1.2", "2.1", "9.9", ""), ("30000", "31000", "99999"), accounts)
    for quarter, day in (("2022-Q3", "2022-08-01"), ("2023-Q1", "2023-02-01")):
        lines = [printed(10, number=n, code=c, account=a, day=day) for n, c, a in codes]
        spent(*lines, quarter=quarter)
        codes = product(("1.1", "1.2", "2.1", "9.9", ""), ("30000", "31000", "99999"), accounts)
    revision = money.budget_in_force(the_programme())
    rows = list(revision.rows.select_related("fund", "activity__output"))
    said = {}
    for report in money.cost_reports(the_programme()):
        for line in money.report_lines(the_programme(), report):
            assert line.problem == problem_of(line, rows), (line.at_activity, line.at_fund, line.at_account, line.day)
            said[line.problem] = said.get(line.problem, 0) + 1
    assert said.keys() == {"", "unknown-activity", "unknown-fund", "account-not-budgeted", "year-not-budgeted"}
    unmatched = money.unmatched(the_programme())
    assert len(unmatched) == sum(count for problem, count in said.items() if problem)
    assert {each.problem for each in unmatched} == said.keys() - {""}


def test_as_of_before_the_first_entry_there_is_nothing_to_match() -> None:
    programme()
    budget()
    spent(printed(10), printed(10, number="9.9"))
    assert [each.problem for each in money.unmatched(the_programme())] == ["unknown-activity"]
    assert money.unmatched(the_programme(), head=0) == []
