"""Two who act at the same moment: what happens is what would happen one after the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from tests.cast import aigul, gulnara, saule
from tests.programme import activity, programme
from tests.rooms.money.books import (
    budget,
    drafted,
    fund,
    printed,
    rate,
    row,
    sheet,
    spent,
    the_line,
    the_programme,
    total,
)
from tirek import money
from tirek.ledger import verify
from tirek.money import Assignment, BudgetRevision, CostReport

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """The kinds of what each deed gives or raises, begun in threads at the same moment."""
    found: list[Any] = []
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> None:
        try:
            start.wait()
            found.append(deed())
        except Exception as fault:  # whatever it is, the test says whether it may be
            found.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(type(each).__name__ for each in found)


def test_it_works() -> None:
    """The same file, four times at once, is taken in once."""
    programme()
    fund()
    account, content = saule(), sheet(*[printed("1.00")] * 50)
    found = at_once(*[lambda: spent(content=content, by=account)] * 4)
    assert found == ["CostReport"] + ["CostReportTaken"] * 3
    assert str(total()) == "50.00"
    assert verify().ok


def test_of_two_reports_of_the_same_days_one_is_taken() -> None:
    programme()
    account = saule()
    deeds = [lambda amount=amount: spent(printed(amount), by=account) for amount in ("1.00", "2.00", "3.00")]
    assert at_once(*deeds) == ["CostReport"] + ["CostReportOverlaps"] * 2
    assert CostReport.objects.count() == 1


def test_two_drafts_at_once_are_one_draft() -> None:
    programme()
    rows, account = [row()], saule()
    assert at_once(*[lambda: drafted(*rows, by=account)] * 3) == ["BudgetRevision"] + ["RevisionWaits"] * 2
    assert BudgetRevision.objects.get().number == 1


def test_two_verdicts_at_once_are_one() -> None:
    programme()
    revision = drafted()
    deeds = [
        lambda who=who, verdict=verdict: money.review_revision(
            account=who, revision=revision, verdict=verdict, reason="So."
        )
        for who, verdict in ((aigul(), "approved"), (gulnara(), "returned"))
    ]
    assert at_once(*deeds) == ["RevisionReview", "RevisionReviewed"]


def test_a_draft_is_reviewed_or_withdrawn() -> None:
    programme()
    revision, finance, reviewer = drafted(), saule(), gulnara()
    found = at_once(
        lambda: money.review_revision(account=reviewer, revision=revision, verdict="approved"),
        lambda: money.withdraw_revision(account=finance, revision=revision, reason="No."),
    )
    assert found in (["AlreadyWithdrawn", "NoneType"], ["RevisionReview", "RevisionReviewed"])


def test_a_line_assigned_twice_at_once_has_one_standing_assignment() -> None:
    programme()
    budget()
    spent(printed(number="?"))
    line, account, own = the_line(), saule(), fund()
    places = [activity(number) for number in ("1.1", "1.2", "2.1")]
    deeds = [
        lambda each=each: money.assign_line(
            account=account, line=line, activity=each, fund=own, account_code="71300", reason="So."
        )
        for each in places
    ]
    assert at_once(*deeds) == ["Assignment"] * 3
    assert line.assignments.filter(Assignment.standing()).count() == 1
    assert verify().ok


def test_a_rate_a_fund_and_a_contribution_are_entered_once() -> None:
    programme()
    account, ours = saule(), the_programme()
    assert at_once(*[rate] * 3) == ["ExchangeRate"] + ["RateAlreadySet"] * 2
    adding = lambda: money.add_fund(account=account, programme=ours, code="30009", title="X")  # noqa: E731
    assert at_once(*[adding] * 3) == ["Fund"] + ["FundCodeTaken"] * 2
    own = fund("30009")
    paying = lambda: money.add_contribution(  # noqa: E731
        account=account, fund=own, kind="received", day=date(2022, 7, 1), amount=Decimal(5)
    )
    assert at_once(*[paying] * 3) == ["Contribution"] + ["ContributionEntered"] * 2


def test_a_report_is_withdrawn_once() -> None:
    programme()
    report, account = spent(printed()), saule()
    deed = lambda: money.withdraw_cost_report(account=account, report=report, reason="No.")  # noqa: E731
    assert at_once(*[deed] * 3) == ["AlreadyWithdrawn"] * 2 + ["NoneType"]
    assert verify().ok
