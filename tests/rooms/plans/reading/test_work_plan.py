"""Work plans in other shapes than the seed's."""

# ruff: noqa: E501 (tables are as wide as they are)

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.rooms.plans.reading import plans_told
from tests.rooms.plans.reading.accounting import unaccounted
from tirek.plans.reading import read
from tirek.plans.reading.plan import BudgetRow, Plan, Value, WorkPlan

HEAD = (
    "Project Title: x\n\nExpected outputs\tPlanned activities\tQ1\tQ2\tParty\tFund\tDescription\tAmount 2022\tTotal\n"
)


def plan_of(text: str) -> tuple[Plan, WorkPlan]:
    plan = read(text.encode(), "plan")
    assert plan.work_plan
    assert unaccounted(plan) == set()
    return plan, plan.work_plan


def said(value: Value | None) -> str | None:
    return value.text if value else None


def brief(row: BudgetRow) -> tuple[str | None, str, tuple[int, ...], Decimal | None]:
    return row.number, row.title.text, row.marks, row.total.number if row.total else None


def test_it_works() -> None:
    _, table = plan_of(HEAD + "Output 1: Wells\t1.1 Survey\tx\t\tMoW\tTRAC\tTravel 71600\t500\t500\n")
    (output,) = table.outputs
    assert (output.number, output.title.text) == ("1", "Wells")
    assert [brief(row) for row in output.activities] == [("1.1", "Survey", (0,), Decimal(500))]


def test_reads_the_annual_work_plan_of_2008_in_markdown() -> None:
    plan, table = plan_of(plans_told.ANNUAL)
    assert said(plan.cover.title) == "Clean water for hill villages"
    assert [(period.label, period.quarter, period.year) for period in table.periods] == [
        ("Q1", 1, None),
        ("Q2", 2, None),
        ("Q3", 3, None),
        ("Q4", 4, None),
    ]
    assert said(table.printed_period) == "2019"
    assert [[brief(row) for row in output.activities] for output in table.outputs] == [
        [
            ("1.1", "Survey of springs", (0, 1), Decimal("12000.50")),
            ("1.1", "Survey of springs", (), Decimal(3000)),
            ("1.2", "Digging", (1, 2, 3), Decimal(40000)),
        ],
        [("2.1", "Training of committees", (3,), None)],
    ]
    assert table.total
    assert said(table.total.total) == "55,000.50"
    assert (table.amount_years, table.fee) == ((), None)


def test_reads_a_second_budget_line_as_the_same_activity() -> None:
    _, table = plan_of(plans_told.ANNUAL)
    first, second, _ = table.outputs[0].activities
    assert second.title == first.title
    assert (said(second.account), said(second.description)) == ("71600", "71600 Travel")


def test_reads_the_multi_year_work_plan() -> None:
    _, table = plan_of(plans_told.BY_YEAR)
    assert table.amount_years == (2021, 2022, 2023)
    assert table.periods == ()
    first, second = table.outputs
    assert first.subtotal
    assert {year: each.number for year, each in first.subtotal.amounts.items()} == {
        2021: 10000,
        2022: 25000,
        2023: 30000,
    }
    assert second.activities[0].amounts[2021].number == -500
    assert table.fee
    assert (said(table.fee.title), said(table.fee.total), said(table.fee.account)) == (
        "General Management Support",
        "5.360",
        "75100",
    )
    assert table.total
    assert said(table.total.total) == "72.360"


def test_reads_two_years_of_quarters_in_another_order_of_columns() -> None:
    _, table = plan_of(plans_told.TWO_YEARS)
    assert [(period.quarter, period.year) for period in table.periods] == [
        (quarter, year) for year in (2024, 2025) for quarter in (1, 2, 3, 4)
    ]
    assert [output.title.text for output in table.outputs] == ["Elders meet", "Youth speaks", "Markets open"]
    assert [row.marks for row in table.activities] == [(0, 1), (2, 3), (4, 5, 6, 7), (0, 2, 4, 6)]
    assert [said(row.responsible_party) for row in table.activities] == ["UNDP", "UNDP", "UNV", "UNDP"]
    assert {year: each.number for year, each in table.activities[1].amounts.items()} == {2024: 5000, 2025: 5000}
    assert (table.total, [output.subtotal for output in table.outputs]) == (None, [None] * 3)


def test_reads_a_table_whose_headings_lost_their_spans() -> None:
    _, table = plan_of(plans_told.COLLAPSED)
    (row,) = table.activities
    assert (row.marks, said(row.responsible_party), said(row.fund), said(row.total)) == ((0, 3), "MIA", "USA", "7 000")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_reads_a_russian_plan(encoding: str) -> None:
    plan = read(plans_told.RUSSIAN.encode(encoding), "план.txt")
    assert plan.work_plan
    assert said(plan.cover.title) == "Доступ к правосудию"
    assert [row.marks for row in plan.work_plan.activities] == [(0, 1), (2, 3)]
    assert plan.work_plan.total
    assert said(plan.work_plan.total.total) == "25 000"


def test_reads_seven_outputs() -> None:
    rows = "".join(f"Output {n}: Thing {n}\t{n}.1 Do it\tx\t\tA\tB\tC\t{n} 000\t{n} 000\n" for n in range(1, 8))
    _, table = plan_of(HEAD + rows)
    assert [output.number for output in table.outputs] == [str(number) for number in range(1, 8)]


def test_reads_outputs_named_in_rows_of_their_own() -> None:
    text = (
        "Project Title: x\n\nActivities\tQ1\tQ2\tParty\tFund\tAmount 2022\n"
        "Output 1: Wells\t\t\t\t\t\n1.1 Survey\tx\t\tA\tB\t5 000\nOutput 2: Users\t\t\t\t\t\n2.1 Teach\t\tx\tA\tB\t6 000\n"
    )
    _, table = plan_of(text)
    assert [(output.title.text, [row.number for row in output.activities]) for output in table.outputs] == [
        ("Wells", ["1.1"]),
        ("Users", ["2.1"]),
    ]


def test_groups_activities_by_number_where_no_output_is_named() -> None:
    text = "Project Title: x\n\nActivities\tQ1\tParty\tAmount 2022\n1.1 a\tx\tA\t5\n1.2 b\tx\tA\t6\n2.1 c\tx\tA\t7\n"
    _, table = plan_of(text)
    assert [(output.number, len(output.activities)) for output in table.outputs] == [("1", 2), ("2", 1)]


def test_takes_an_output_repeated_on_each_row_for_one() -> None:
    rows = "".join(f"Output 1: Wells\t1.{n} Do\tx\t\tA\tB\tC\t5\t5\n" for n in (1, 2, 3))
    _, table = plan_of(HEAD + rows)
    assert [len(output.activities) for output in table.outputs] == [3]


def test_reads_the_sum_that_an_output_carries_in_its_own_row() -> None:
    _, table = plan_of(HEAD + "Output 1: Wells\t\t\t\t\t\t\t5 000\t5 000\n\t1.1 Survey\tx\t\tA\tB\tC\t5 000\t5 000\n")
    (output,) = table.outputs
    assert output.subtotal
    assert said(output.subtotal.total) == "5 000"
    assert [row.number for row in output.activities] == ["1.1"]


def test_joins_a_row_that_only_carries_words_on() -> None:
    rows = "Output 1: Wells are\t1.1 Survey of\tx\t\tA\tB\tC\t5\t5\ndug in hills\tmany springs\t\t\t\t\t\t\t\n"
    _, table = plan_of(HEAD + rows)
    (output,) = table.outputs
    assert (output.title.text, output.title.continued) == ("Wells are dug in hills", (5,))
    assert output.activities[0].title.text == "Survey of many springs"


def test_goes_on_over_blank_lines_and_repeated_headings() -> None:
    first, again = "Output 1: Wells\t1.1 a\tx\t\tA\tB\tC\t5\t5\n", HEAD.split("\n\n")[1]
    plan, table = plan_of(HEAD + first + "\n\n" + again + "\t1.2 b\tx\t\tA\tB\tC\t6\t6\n")
    assert [row.number for row in table.outputs[0].activities] == ["1.1", "1.2"]
    assert plan.table_headings == (3, 7)


def test_reads_one_table_for_each_output() -> None:
    again = HEAD.split("\n\n")[1]
    text = (
        HEAD
        + "Output 1: a\t1.1 a\tx\t\tA\tB\tC\t5\t5\n\n## Output 2\n\n"
        + again
        + "Output 2: b\t2.1 b\t\tx\tA\tB\tC\t6\t6\n"
    )
    _, table = plan_of(text)
    assert [output.number for output in table.outputs] == ["1", "2"]


def test_leaves_a_second_table_with_other_headings_unread() -> None:
    other = "\n\n## Procurement\n\nActivity\tFund\tTotal\n1.1 a\tTRAC\t5\n"
    plan, table = plan_of(HEAD + "Output 1: a\t1.1 a\tx\t\tA\tB\tC\t5\t5\n" + other)
    assert len(table.activities) == 1
    assert [each.reason for each in plan.unread] == ["a row of a further work plan table with other headings"]


def test_leaves_other_tables_after_the_total_alone() -> None:
    after = "Total\t\t\t\t\t\t\t5\t5\n\nSome words about risks.\n\nRisk\tLevel\tOwner\tImpact\tDate\tA\tB\nFloods\t3\tX\ty\tz\t1\t2\n"
    plan, table = plan_of(HEAD + "Output 1: a\t1.1 a\tx\t\tA\tB\tC\t5\t5\n" + after)
    assert table.total
    assert len(table.activities) == 1
    assert [each.line for each in plan.unread] == [7, 9, 10]


def test_keeps_the_last_total_and_lists_the_other() -> None:
    rows = "Output 1: a\t1.1 a\tx\t\tA\tB\tC\t5\t5\nTotal\t\t\t\t\t\t\t5\t5\nGrand total\t\t\t\t\t\t\t6\t6\n"
    plan, table = plan_of(HEAD + rows)
    assert table.total
    assert table.total.title.text == "Grand total"
    assert [each.line for each in plan.unread] == [5]


def test_keeps_an_earlier_fee_with_its_output() -> None:
    rows = "Output 1: a\t1.1 a\tx\t\tA\tB\tC\t50\t50\n\tGMS 8%\t\t\t\t\t\t4\t4\nOutput 2: b\t2.1 b\tx\t\tA\tB\tC\t50\t50\n\tGMS 3%\t\t\t\t\t\t2\t2\n"
    _, table = plan_of(HEAD + rows)
    assert table.fee
    assert table.fee.title.text == "GMS 3%"
    assert [row.kind for row in table.rows] == ["activity", "fee", "activity", "fee"]


@pytest.mark.parametrize(
    "title", ["GMS (8%)", "General Management Support", "Indirect costs", "F&A 8%", "Overheads 7%"]
)
def test_knows_the_fee_by_its_names(title: str) -> None:
    _, table = plan_of(HEAD + f"Output 1: a\t1.1 a\tx\t\tA\tB\tC\t50\t50\n\t{title}\t\t\t\t\t\t4\t4\n")
    assert table.fee
    assert table.fee.title.text == title


@pytest.mark.parametrize("title", ["Total quality training for judges", "Overhead projectors"])
def test_takes_an_activity_for_neither_total_nor_fee(title: str) -> None:
    _, table = plan_of(HEAD + f"Output 1: a\t{title}\tx\t\tA\tB\tC\t50\t50\n")
    assert [row.title.text for row in table.activities] == [title]


def test_keeps_words_in_place_of_an_amount_as_printed() -> None:
    _, table = plan_of(HEAD + "Output 1: a\t1.1 a\tx\t\tA\tB\tC\tin kind\tTBD\n")
    (row,) = table.activities
    assert (row.amounts[2022].text, row.amounts[2022].number) == ("in kind", None)
    assert row.total
    assert (row.total.text, row.total.number) == ("TBD", None)


def test_reads_a_plan_that_is_nothing_but_its_table() -> None:
    plan, table = plan_of(HEAD.split("\n\n")[1] + "Output 1: a\t1.1 a\tx\t\tA\tB\tC\t5\t5\n")
    assert table.line == 1
    assert plan.cover.title is None


def test_keeps_a_row_without_any_title_unread() -> None:
    plan, _ = plan_of(HEAD + "\t\t\t\t\t\t\tSub-total\t\n")
    assert [each.reason for each in plan.unread] == [
        "a row of the work plan that says neither what is done nor what it costs"
    ]
