"""Every line of a document ends up somewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rooms.plans.reading import plans_told
from tests.rooms.plans.reading.accounting import referred, unaccounted
from tests.rooms.plans.reading.made import PLAN
from tirek.plans.reading import read

TOLD = ["ANNUAL", "BY_YEAR", "TWO_YEARS", "COLLAPSED", "RUSSIAN"]


def test_it_works() -> None:
    plan = read(PLAN.read_bytes(), PLAN.name)
    assert unaccounted(plan) == set()


@pytest.mark.parametrize("told", TOLD)
def test_every_line_of_other_plans_is_accounted_for(told: str) -> None:
    plan = read(getattr(plans_told, told).encode(), told)
    assert unaccounted(plan) == set()


def test_what_no_parser_knows_is_unread_with_its_reason() -> None:
    text = PLAN.read_text() + "\n\nRisk\tLikelihood\tImpact\tOwner\nFloods\t3\t4\tUNDP\n"
    plan = read(text.encode(), "with a risk log")
    unread = {each.text: each.reason for each in plan.unread}
    assert unread["Floods 3 4 UNDP"] == "a row of a table that is neither the work plan nor the monitoring plan"
    assert unaccounted(plan) == set()


def test_text_before_any_heading_is_unread_and_not_lost() -> None:
    text = "Some words of greeting to the reader.\n\nProject Title: Bridges\n\nAward ID: 1\n"
    plan = read(text.encode(), "greeting")
    assert [(each.line, each.reason) for each in plan.unread] == [(1, "text that stands under no heading")]


def test_no_line_is_both_used_and_unread() -> None:
    plan = read(PLAN.read_bytes(), PLAN.name)
    unread = {each.line for each in plan.unread}
    rest = referred((plan.cover, plan.work_plan, plan.monitoring, plan.sections))
    assert unread
    assert not unread & rest


def test_the_accounting_itself_misses_a_line_that_was_dropped() -> None:
    plan = read(PLAN.read_bytes(), PLAN.name)
    assert unaccounted(replace(plan, unread=())) == {45, 46, 47}
    assert unaccounted(replace(plan, monitoring=())) == {130, 131, 132, 133, 135, 136}
