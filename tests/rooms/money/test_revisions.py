"""Drafting a budget, and what a second person says of it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import activity, programme
from tests.rooms.money.books import budget, by, drafted, fund, row, the_programme, total
from tirek import money
from tirek.directory import Account, NotPermitted, SamePerson
from tirek.ledger import entries, verify
from tirek.money import BudgetRevision, BudgetRow, FeeBase, PlannedRow
from tirek.money.errors import (
    AlreadyWithdrawn,
    AmountImpossible,
    RevisionIncomplete,
    RevisionReviewed,
    RevisionRowImpossible,
    RevisionRowRepeated,
    RevisionWaits,
    VerdictUnknown,
)
from tirek.plans import ReasonMissing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _programme() -> None:
    programme()


def approve(revision: BudgetRevision, who: Callable[[], Account] = gulnara) -> None:
    money.review_revision(account=who(), revision=revision, verdict="approved")


def test_it_works() -> None:
    revision = drafted(row("1.1", "1000.00"), row("2.1", "500.55", year=2023), row("2.2", "0"))
    assert money.budget_in_force(the_programme()) is None
    assert str(total("budget")) == "0.00"
    approve(revision)
    assert money.budget_in_force(the_programme()) == revision
    assert {key: str(amount) for key, amount in by("budget", "activity", "year", "kind").items()} == {
        ("", "2022", "fee"): "80.00",
        ("", "2023", "fee"): "40.04",
        ("1.1", "2022", "direct"): "1000.00",
        ("2.1", "2023", "direct"): "500.55",
        ("2.2", "2022", "direct"): "0.00",
    }
    sentences = [each.sentence for each in entries()]
    assert sentences[0] == "Budget revision 1 was reviewed: approved."
    assert "Budget revision 1 of programme 00143776 was drafted." in sentences
    assert verify().ok


@pytest.mark.parametrize(
    ("base", "fees"),
    [(FeeBase.ON_COST, ["80.00", "26.67"]), (FeeBase.OF_TOTAL, ["86.96", "28.99"])],
)
def test_the_fee_is_computed_for_each_fund_and_year_to_the_cent(base: FeeBase, fees: list[str]) -> None:
    rows = [row("1.1", "600.00"), row("1.2", "400.00", account="72100"), row("1.1", "333.33", code="30001")]
    revision = drafted(*rows, fee_base=base)
    found = BudgetRow.objects.filter(revision=revision, kind="fee").order_by("fund__code")
    assert [str(each.amount) for each in found] == fees
    assert {(each.activity, each.account_code, each.year) for each in found} == {(None, "75100", 2022)}


def test_without_a_rate_there_is_no_fee() -> None:
    assert not drafted(fee_rate=Decimal(0)).rows.filter(kind="fee").exists()


def test_the_author_does_not_review_it() -> None:
    revision = drafted(by=aigul())
    with pytest.raises(SamePerson):
        approve(revision, aigul)
    approve(revision, gulnara)


@pytest.mark.parametrize("who", [aigul, gulnara])
def test_a_second_person_approves(who: Callable[[], Account]) -> None:
    approve(drafted(), who)
    assert money.budget_in_force(the_programme()) is not None


@pytest.mark.parametrize("who", [saule, marat, viktor, bolat, ingrid, dana])
def test_others_do_not_review(who: Callable[[], Account]) -> None:
    revision = drafted(by=aigul())
    with pytest.raises(NotPermitted):
        approve(revision, who)


@pytest.mark.parametrize("who", [marat, viktor, bolat, gulnara, ingrid, dana])
def test_others_do_not_draft_or_withdraw(who: Callable[[], Account]) -> None:
    revision = drafted()
    with pytest.raises(NotPermitted):
        drafted(by=who())
    with pytest.raises(NotPermitted):
        money.withdraw_revision(account=who(), revision=revision, reason="No.")


def test_sent_back_it_is_not_in_force_and_another_is_drafted() -> None:
    revision = drafted()
    money.review_revision(account=gulnara(), revision=revision, verdict="returned", reason="Travel is too high.")
    assert money.budget_in_force(the_programme()) is None
    second = drafted(row("1.1", "900"))
    assert second.number == 2
    approve(second)
    assert money.budget_in_force(the_programme()) == second


def test_to_send_back_needs_a_reason_and_a_verdict_is_one_of_two() -> None:
    revision = drafted()
    with pytest.raises(ReasonMissing):
        money.review_revision(account=gulnara(), revision=revision, verdict="returned", reason=" ")
    with pytest.raises(VerdictUnknown):
        money.review_revision(account=gulnara(), revision=revision, verdict="perhaps")


def test_it_is_reviewed_once() -> None:
    revision = budget()
    for verdict in ("approved", "returned"):
        with pytest.raises(RevisionReviewed):
            money.review_revision(account=aigul(), revision=revision, verdict=verdict, reason="Again.")


def test_one_draft_waits_at_a_time() -> None:
    drafted()
    with pytest.raises(RevisionWaits) as refused:
        drafted()
    assert refused.value.facts == {"number": 1}


def test_a_draft_may_be_withdrawn_and_is_then_not_reviewed() -> None:
    revision = drafted()
    money.withdraw_revision(account=saule(), revision=revision, reason="A row is missing.")
    with pytest.raises(AlreadyWithdrawn):
        approve(revision)
    with pytest.raises(AlreadyWithdrawn):
        money.withdraw_revision(account=saule(), revision=revision, reason="A row is missing.")
    assert drafted().number == 2


def test_a_budget_in_force_is_not_withdrawn() -> None:
    revision = budget()
    with pytest.raises(RevisionReviewed):
        money.withdraw_revision(account=saule(), revision=revision, reason="No.")


def test_to_withdraw_needs_a_reason() -> None:
    with pytest.raises(ReasonMissing):
        money.withdraw_revision(account=saule(), revision=drafted(), reason="")


@pytest.mark.parametrize(
    "given",
    [
        {"title": " "},
        {"title": "x" * 201},
        {"reason": ""},
        {"fee_rate": Decimal(-1)},
        {"fee_rate": Decimal(100)},
        {"fee_rate": Decimal("NaN")},
        {"fee_rate": Decimal("7.001")},
        {"fee_base": "of-nothing"},
    ],
)
def test_refuses_what_is_incomplete(given: dict[str, Any]) -> None:
    with pytest.raises(RevisionIncomplete):
        drafted(**given)


def test_refuses_a_budget_of_no_rows() -> None:
    with pytest.raises(RevisionIncomplete):
        money.draft_revision(
            account=saule(),
            programme=the_programme(),
            title="x",
            reason="x",
            fee_rate=Decimal(8),
            fee_base=FeeBase.ON_COST,
            rows=[],
        )


@pytest.mark.parametrize(
    "given",
    [
        {"amount": "-1"},
        {"amount": "1.001"},
        {"amount": "NaN"},
        {"amount": "1e12"},
        {"account": "75100"},
        {"account": ""},
        {"account": "Travel"},
        {"year": 2021},
        {"year": 2024},
    ],
)
def test_refuses_a_row_that_cannot_be_and_names_it(given: dict[str, Any]) -> None:
    with pytest.raises(RevisionRowImpossible) as refused:
        drafted(row(), row("1.2", **given))
    assert refused.value.facts == {"row": 2}
    assert not BudgetRevision.objects.exists()


def test_refuses_the_activity_and_the_fund_of_another_programme() -> None:
    ours = the_programme()
    own, own_fund = activity("1.1"), fund()
    other = programme("00200000")
    theirs = activity("1.1", other)
    their_fund = money.add_fund(account=saule(), programme=other, code="30000", title="X")
    for planned in (
        PlannedRow(theirs, own_fund, "71300", 2022, Decimal(1)),
        PlannedRow(own, their_fund, "71300", 2022, Decimal(1)),
    ):
        with pytest.raises(RevisionRowImpossible):
            money.draft_revision(
                account=saule(),
                programme=ours,
                title="x",
                reason="x",
                fee_rate=Decimal(8),
                fee_base=FeeBase.ON_COST,
                rows=[planned],
            )


def test_refuses_the_same_row_twice() -> None:
    with pytest.raises(RevisionRowRepeated) as refused:
        drafted(row(), row("1.2"), row(amount="5"))
    assert refused.value.facts == {"first": 1, "second": 3}


def test_a_revision_says_what_it_changes() -> None:
    budget(row("1.1", "1000.00"), row("1.2", "500.00"))
    second = drafted(row("1.1", "800.00"), row("2.1", "300.00"))
    found = [
        (each.activity.number if each.activity else "fee", str(each.amount), str(was))
        for each, was in money.changes(second)
    ]
    assert found == [
        ("1.1", "800.00", "1000.00"),
        ("2.1", "300.00", "0.00"),
        ("fee", "88.00", "120.00"),
        ("1.2", "0.00", "500.00"),
    ]


def test_as_of_before_the_older_budget_is_in_force() -> None:
    first = budget(row("1.1", "1000.00"))
    before = first.reviews.get().entered_position
    second = budget(row("1.1", "800.00"), title="Second")
    assert money.budget_in_force(the_programme()) == second
    assert money.budget_in_force(the_programme(), before) == first
    assert money.budget_in_force(the_programme(), before - 1) is None
    assert [str(total("budget", head=head)) for head in (before - 1, before, None)] == ["0.00", "1080.00", "864.00"]
    assert money.budget_in_force(the_programme(), second.entered_position) == first
    assert [each.number for each in money.revisions(the_programme())] == [1, 2]
    assert [each.number for each in money.revisions(the_programme(), before)] == [1]


def test_refuses_a_fee_that_is_more_than_can_be_kept() -> None:
    with pytest.raises(AmountImpossible):
        drafted(row("1.1", "999999999999.99"), fee_rate=Decimal("99.99"), fee_base=FeeBase.OF_TOTAL)
    assert not BudgetRevision.objects.exists()
