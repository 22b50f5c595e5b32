"""Lines that match nothing, and what a finance officer says they belong to."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import activity, programme
from tests.rooms.money.books import budget, by, fund, printed, row, spent, the_line, the_programme
from tirek import money
from tirek.directory import Account, NotPermitted
from tirek.ledger import verify
from tirek.money import Assignment, CostLine
from tirek.money.errors import AlreadyWithdrawn, AssignmentImpossible
from tirek.plans import ReasonMissing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _programme() -> None:
    programme()


def problems(head: int | None = None) -> dict[int, str]:
    return {each.line.row: each.problem for each in money.unmatched(the_programme(), head)}


def assign(line: CostLine | None = None, by: Account | None = None, **given: Any) -> Assignment:
    place = {"activity": activity("1.1"), "fund": fund(), "account_code": "71300", "reason": "The code is mistyped."}
    return money.assign_line(account=by or saule(), line=line or the_line(), **place | given)


def test_it_works() -> None:
    budget()
    spent(printed("100.00"), printed("7.00", number="1.9"))
    assert problems() == {3: "unknown-activity"}
    before = assign(the_line(row=3)).entered_position - 1
    assert problems() == {}
    assert by("expenditure", "activity") == {"1.1": Decimal(107)}
    assert problems(before) == {3: "unknown-activity"}
    assert by("expenditure", "activity", head=before) == {"": Decimal(7), "1.1": Decimal(100)}
    assert verify().ok


def test_each_line_that_matches_nothing_says_why() -> None:
    budget(row("1.1"), row("1.2", year=2023))
    spent(
        printed(),
        printed(number="1.9"),
        printed(code="99999"),
        printed(account="72100"),
        printed(number="1.2"),
        printed(account="75100"),
        printed(account="75100", code="99999"),
        printed(number="2.1"),
    )
    assert problems() == {
        3: "unknown-activity",
        4: "unknown-fund",
        5: "account-not-budgeted",
        6: "year-not-budgeted",
        8: "unknown-fund",
        9: "account-not-budgeted",
    }
    lines = money.report_lines(the_programme(), the_line(row=2).report)
    assert [line.problem for line in lines][:2] == ["", "unknown-activity"]


def test_without_a_budget_nothing_is_budgeted() -> None:
    fund()
    spent(printed(), printed(number="?"))
    assert problems() == {2: "account-not-budgeted", 3: "unknown-activity"}


def test_what_a_budget_takes_up_matches_from_then_on() -> None:
    budget()
    spent(printed(account="72100"))
    assert problems() == {2: "account-not-budgeted"}
    second = budget(row(), row(account="72100"), title="Second")
    assert problems() == {}
    assert problems(second.entered_position) == {2: "account-not-budgeted"}


def test_lines_of_a_withdrawn_report_are_not_asked_about() -> None:
    budget()
    report = spent(printed(number="?"))
    money.withdraw_cost_report(account=saule(), report=report, reason="No.")
    assert problems() == {}
    with pytest.raises(AlreadyWithdrawn):
        assign()


def test_an_assignment_takes_the_place_of_all_that_the_line_says() -> None:
    budget()
    spent(printed("9.00", number="2.1", code="30001", account="75100"))
    assert by("expenditure", "activity", "fund", "account", "kind") == {("", "", "75100", "fee"): Decimal(9)}
    assign(activity=activity("1.2"), account_code="72100")
    assert by("expenditure", "output", "activity", "fund", "account", "kind") == {
        ("1", "1.2", "30000", "72100", "direct"): Decimal(9)
    }
    assign(activity=None, account_code="75100", reason="It is the fee after all.")
    assert by("expenditure", "activity", "fund", "account", "kind") == {("", "30000", "75100", "fee"): Decimal(9)}
    assert the_line().assignments.count() == 2
    assert [each.withdrawn_because for each in money.assignments(the_line())] == ["", "Assigned anew."]


def test_the_commitment_of_a_line_moves_with_it() -> None:
    fund()
    spent(printed(number="?", commitment="40"))
    assign()
    assert by("commitments", "activity") == {"1.1": Decimal(40)}


def test_the_same_again_changes_nothing() -> None:
    spent(printed(number="?"))
    first = assign()
    assert assign() == first
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize(
    "given",
    [
        {"account_code": "75100"},
        {"activity": None},
        {"account_code": ""},
        {"account_code": "Travel"},
    ],
)
def test_refuses_what_cannot_be(given: dict[str, Any]) -> None:
    spent(printed(number="?"))
    with pytest.raises(AssignmentImpossible):
        assign(**given)


def test_refuses_the_activity_and_fund_of_another_programme() -> None:
    spent(printed(number="?"))
    line, own, own_fund = the_line(), activity("1.1"), fund()
    other = programme("00200000")
    theirs = money.add_fund(account=saule(), programme=other, code="30000", title="X")
    for place in ({"activity": activity("1.1", other), "fund": own_fund}, {"activity": own, "fund": theirs}):
        with pytest.raises(AssignmentImpossible):
            money.assign_line(account=saule(), line=line, account_code="71300", reason="x", **place)


def test_needs_a_reason() -> None:
    spent(printed(number="?"))
    with pytest.raises(ReasonMissing):
        assign(reason="  ")


@pytest.mark.parametrize("who", [marat, viktor, bolat, gulnara, ingrid, dana])
def test_others_do_not_assign(who: Callable[[], Account]) -> None:
    spent(printed(number="?"))
    with pytest.raises(NotPermitted):
        assign(by=who())


def test_the_coordinator_assigns() -> None:
    spent(printed(number="?"))
    assert assign(by=aigul()).assigned_by == aigul()
