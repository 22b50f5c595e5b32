"""Monitoring plans."""

# ruff: noqa: E501 (tables are as wide as they are)

from __future__ import annotations

from tests.rooms.plans.reading.accounting import unaccounted
from tirek.plans.reading import read
from tirek.plans.reading.plan import Plan, Value

COVER = "Project Title: x\nAward ID: 1\n\n## Monitoring\n\n"


def plan_of(table: str) -> Plan:
    plan = read((COVER + table).encode(), "plan")
    assert unaccounted(plan) == set()
    return plan


def said(value: Value | None) -> str | None:
    return value.text if value else None


def test_it_works() -> None:
    plan = plan_of("Monitoring Activity\tPurpose\tFrequency\tExpected Action\nLook\tTo see\tWeekly\tAct\n")
    (row,) = plan.monitoring
    assert (row.line, said(row.activity), said(row.purpose), said(row.frequency), said(row.expected_action)) == (
        7,
        "Look",
        "To see",
        "Weekly",
        "Act",
    )


def test_reads_columns_in_any_order_among_others() -> None:
    table = "| Frequency | Monitoring activity | Partners (if joint) | Purpose | Cost |\n|---|---|---|---|---|\n| Weekly | Look | MoW | To see | 5 |\n"
    (row,) = plan_of(table).monitoring
    assert (said(row.activity), said(row.purpose), said(row.frequency), row.expected_action) == (
        "Look",
        "To see",
        "Weekly",
        None,
    )


def test_adds_what_stands_under_a_row_without_an_activity() -> None:
    table = "Monitoring Activity\tPurpose\tFrequency\tExpected Action\nLook\tTo see\tWeekly\tAct\n\tand to hear\t\tand tell\n"
    (row,) = plan_of(table).monitoring
    assert row.purpose
    assert (row.purpose.text, row.purpose.continued) == ("To see and to hear", (8,))
    assert said(row.expected_action) == "Act and tell"


def test_goes_on_over_a_repeated_heading() -> None:
    head = "Monitoring Activity\tPurpose\tFrequency\tExpected Action\n"
    plan = plan_of(head + "Look\tTo see\tWeekly\tAct\n\n" + head + "Learn\tTo know\tYearly\tTell\n")
    assert [said(row.activity) for row in plan.monitoring] == ["Look", "Learn"]
    assert plan.table_headings == (6, 9)


def test_takes_no_table_of_risks_for_monitoring() -> None:
    plan = plan_of("Risk\tImpact\tFrequency\nFloods\t3\tYearly\n")
    assert plan.monitoring == ()
    assert len(plan.unread) == 2


def test_reads_a_short_row() -> None:
    (row,) = plan_of("Monitoring Activity\tPurpose\tFrequency\tExpected Action\nLook\tTo see\n").monitoring
    assert (said(row.purpose), row.frequency, row.expected_action) == ("To see", None, None)
