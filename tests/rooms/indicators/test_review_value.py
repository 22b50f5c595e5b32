"""A second person approves a value or sends it back; what was approved then can be asked for again."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import programme
from tests.rooms.indicators.reporting import (
    PLAIN,
    RESIDENTS,
    TRUST,
    approve,
    approved,
    by_sex,
    close,
    defined,
    number,
    reported,
    the,
)
from tirek import indicators, ledger
from tirek.directory import NotPermitted, SamePerson
from tirek.indicators import ReportedValue, ValueChangedMeanwhile, ValueReview
from tirek.indicators.errors import AlreadyReviewed, PeriodClosed, TakenBackAlready
from tirek.plans import NoSuchPlan, ReasonMissing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _figures() -> None:
    programme()
    defined(PLAIN, TRUST, RESIDENTS)


def send_back(value: ReportedValue, reason: str = "The list is missing.", by: Any = gulnara) -> ValueReview:
    return indicators.review_value(account=by(), value=value, verdict="returned", reason=reason)


def test_it_works() -> None:
    value = reported("plain", "2022-Q3", 10)
    review = approve(value)
    assert (review.verdict, review.reviewed_by, review.reason) == ("approved", gulnara(), "")
    assert number("plain") == 10
    line = ledger.entries(limit=1)[0]
    assert line.sentence == "The value of plain for 2022-Q3, version 1, was reviewed: approved."


@pytest.mark.parametrize("by", [marat, saule, viktor, bolat, ingrid])
def test_refuses_roles_that_review_nothing(by: Any) -> None:
    value = reported("plain", "2022-Q3", 10)
    with pytest.raises(NotPermitted):
        approve(value, by())
    assert number("plain") is None


def test_refuses_another_office() -> None:
    with pytest.raises(NotPermitted):
        approve(reported("plain", "2022-Q3", 10), dana())
    from tests.cast import AKTOBE, somebody
    from tirek.directory import Role

    with pytest.raises(NoSuchPlan):
        approve(ReportedValue.objects.get(), somebody("asel", Role.REVIEWER, AKTOBE))


def test_refuses_the_one_who_entered_it_whatever_roles_he_holds() -> None:
    value = reported("plain", "2022-Q3", 10, by=aigul())
    with pytest.raises(SamePerson):
        approve(value, aigul())
    assert number("plain") is None
    approve(value, gulnara())
    assert number("plain") == 10


def test_a_number_that_a_colleague_enters_again_is_still_the_first_ones() -> None:
    reported("plain", "2022-Q3", 7, by=aigul())
    again = reported("plain", "2022-Q3", 7, base=1)
    with pytest.raises(SamePerson):
        approve(again, aigul())
    approve(again, gulnara())
    assert number("plain") == 7


def test_whoever_reported_what_was_approved_may_approve_what_another_reported_since() -> None:
    approve(reported("plain", "2022-Q3", 7, by=aigul()), gulnara())
    approve(reported("plain", "2022-Q3", 8, base=1), aigul())
    assert number("plain") == 8


def test_the_coordinator_may_approve_what_another_entered() -> None:
    approve(reported("plain", "2022-Q3", 10), aigul())
    assert number("plain") == 10


def test_sending_back_needs_a_reason_and_counts_nothing() -> None:
    value = reported("plain", "2022-Q3", 10)
    with pytest.raises(ReasonMissing):
        send_back(value, "  ")
    assert send_back(value).reason == "The list is missing."
    assert number("plain") is None


def test_what_was_sent_back_is_entered_anew_and_approved() -> None:
    value = reported("plain", "2022-Q3", 10)
    send_back(value)
    again = reported("plain", "2022-Q3", 9, base=1)
    approve(again)
    assert (again.version, number("plain")) == (2, 9)


def test_a_second_verdict_on_the_same_version_is_refused_and_a_double_click_is_one() -> None:
    value = reported("plain", "2022-Q3", 10)
    assert approve(value) == approve(value)
    assert ValueReview.objects.count() == 1
    with pytest.raises(AlreadyReviewed):
        approve(value, aigul())
    with pytest.raises(AlreadyReviewed):
        send_back(value)


def test_refuses_to_approve_a_version_when_a_newer_one_waits() -> None:
    """What was looked at is what is approved: in another tab stands a newer version."""
    first = reported("plain", "2022-Q3", 10)
    reported("plain", "2022-Q3", 12, base=1)
    with pytest.raises(ValueChangedMeanwhile) as refused:
        approve(first)
    assert refused.value.facts == {"mine": 1, "newest": 2}


def test_a_newer_version_that_was_withdrawn_is_in_nobodys_way() -> None:
    first = reported("plain", "2022-Q3", 10)
    second = reported("plain", "2022-Q3", 12, base=1)
    indicators.withdraw(account=marat(), row=second, reason="Typed into the wrong box.")
    approve(first)
    assert number("plain") == 10


def test_refuses_a_value_that_was_withdrawn() -> None:
    value = reported("plain", "2022-Q3", 10)
    indicators.withdraw(account=marat(), row=value, reason="Wrong quarter.")
    with pytest.raises(TakenBackAlready):
        approve(value)


def test_refuses_to_approve_into_a_closed_period_and_lets_it_be_sent_back() -> None:
    value = reported("plain", "2022-Q3", 10)
    close("2022-Q3")
    with pytest.raises(PeriodClosed):
        approve(value)
    send_back(value)
    assert number("plain", "2022-Q3") is None


@pytest.mark.parametrize("verdict", ["", "Approved", "maybe"])
def test_there_are_two_verdicts_and_no_third(verdict: str) -> None:
    value = reported("plain", "2022-Q3", 10)
    with pytest.raises(ValueError, match="is not a valid Verdict"):
        indicators.review_value(account=gulnara(), value=value, verdict=verdict)


# As of: an approval counts from its own position on.


def test_as_of_before_the_approval_it_does_not_count_yet() -> None:
    value = reported("plain", "2022-Q3", 10)
    before = ledger.heads()
    approve(value)
    after = ledger.heads()
    assert (number("plain", as_of=before), number("plain", as_of=after), number("plain")) == (None, 10, 10)


def test_as_of_between_two_approvals_the_first_one_counts() -> None:
    approved("plain", "2022-Q3", 10)
    first = ledger.heads()
    approved("plain", "2022-Q3", 12, base=1)
    assert (number("plain", as_of=first), number("plain")) == (10, 12)


def test_as_of_before_a_withdrawal_it_still_counts() -> None:
    value = approved("plain", "2022-Q3", 10)
    before = ledger.heads()
    indicators.withdraw(account=marat(), row=value, reason="Wrong quarter.")
    assert (number("plain", as_of=before), number("plain"), number("plain", as_of=ledger.heads())) == (10, None, None)


def test_as_of_before_an_approval_was_taken_back_it_still_counts() -> None:
    value = reported("plain", "2022-Q3", 10)
    review = approve(value)
    before = ledger.heads()
    indicators.withdraw(account=gulnara(), row=review, reason="I looked at the wrong list.")
    assert (number("plain", as_of=before), number("plain")) == (10, None)
    approve(value, aigul())
    assert number("plain") == 10


def test_before_everything_nothing_counts() -> None:
    approved("plain", "2022-Q3", 10)
    assert number("plain", as_of={}) is number("plain", as_of={"HRC-15": 99}) is None


@pytest.mark.parametrize("seed", range(4))
def test_every_moment_of_a_long_story_can_be_asked_for_again(seed: int) -> None:
    """Values reported, approved, sent back, withdrawn at random: each moment comes to what was noted on paper then."""
    import random

    chance = random.Random(seed)
    quarters = ["2022-Q3", "2022-Q4", "2023-Q1"]
    versions: dict[str, list[list[Any]]] = {key: [] for key in quarters}  # [row, state] by quarter
    moments = []
    for _ in range(25):
        key = chance.choice(quarters)
        told = versions[key]
        waiting = [each for each in told if each[1] == "waiting"]
        newest = next((each for each in reversed(told) if each[1] != "gone"), None)
        match chance.choice(["report", "report", "approve", "approve", "back", "withdraw"]):
            case "report":
                value = reported("plain", key, chance.randrange(100), base=len(told), note=f"n{len(told)}")
                told.append([value, "waiting"])
            case "approve" if waiting and newest is waiting[-1]:
                approve(newest[0])
                newest[1] = "approved"
            case "back" if waiting and newest is waiting[-1]:
                send_back(newest[0])
                newest[1] = "returned"
            case "withdraw" if newest:
                indicators.withdraw(account=marat(), row=newest[0], reason="So.")
                newest[1] = "gone"
        on_paper = {
            quarter: next((each[0].value for each in reversed(rows) if each[1] == "approved"), None)
            for quarter, rows in versions.items()
        }
        moments.append((ledger.heads(), on_paper))
    for heads, on_paper in moments:
        assert {quarter: number("plain", quarter, heads) for quarter in quarters} == on_paper
        there = [value for value in on_paper.values() if value is not None]
        assert number("plain", as_of=heads) == (sum(there) if there else None)
    assert ledger.verify().ok


@pytest.mark.parametrize("seed", range(3))
def test_quarters_of_a_sum_add_up_to_every_until(seed: int) -> None:
    import random

    chance = random.Random(seed)
    keys = [period.key for period in the().periods.all()]
    for key in keys:
        if chance.random() < 0.7:
            female, male = chance.randrange(20), chance.randrange(20)
            approved("residents", key, female + male, splits=by_sex(female, male))
    definition = indicators.figure_definition(the(), "residents").definition
    values = {key: indicators.evaluate(definition, indicators.Scope(the().pk, None, key)) for key in keys}
    for at, key in enumerate(keys, start=1):
        until = indicators.evaluate(definition, indicators.Scope(the().pk, None, f"..{key}"))
        there = [values[each] for each in keys[:at] if values[each].number is not None]
        assert (until.number or 0) == sum((each.number for each in there), Decimal(0))
        assert until.record_count == len(there)
        for cell in ("female", "male"):
            parts = sum((each.splits[0].cells[cell] for each in there), Decimal(0))
            assert (until.splits[0].cells[cell] if until.splits else 0) == parts
        assert not until.splits or sum(until.splits[0].cells.values()) == until.number


def test_the_latest_percentage_counts_and_is_never_added() -> None:
    approved("trust", "2022-Q3", "41.5")
    approved("trust", "2023-Q1", "47.5")
    asked = ("2022-Q3", "2022-Q4", "2023-Q1", "..2022-Q4", "..2023-Q1", "2022", "2023", "")
    wanted = [Decimal("41.5"), None, Decimal("47.5"), Decimal("41.5"), Decimal("47.5"), Decimal("41.5")]
    assert [number("trust", each) for each in asked] == [*wanted, Decimal("47.5"), Decimal("47.5")]


def test_small_cells_of_people_are_withheld_from_what_is_shown() -> None:
    approved("residents", "2022-Q3", 20, splits=by_sex(18, 2))
    definition = indicators.figure_definition(the(), "residents").definition
    (split,) = indicators.shown_splits(indicators.evaluate(definition, indicators.Scope(the().pk)))
    assert split.cells == {"female": None, "male": None}


def test_a_split_that_an_older_value_lacks_is_not_given() -> None:
    """Else its cells would not add up to the total."""
    approved("plain", "2022-Q3", 10)
    defined(PLAIN | {"cells": {"sex": ["female", "male"]}})
    approved("plain", "2022-Q4", 6, splits=by_sex(5, 1))
    definition = indicators.figure_definition(the(), "plain").definition
    whole = indicators.evaluate(definition, indicators.Scope(the().pk))
    quarter = indicators.evaluate(definition, indicators.Scope(the().pk, None, "2022-Q4"))
    assert (whole.number, whole.splits) == (16, ())
    assert quarter.splits[0].cells == {"female": 5, "male": 1}
