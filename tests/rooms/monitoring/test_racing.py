"""Two who write at the same moment: what happens is what would happen one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import aigul, marat
from tests.rooms.monitoring.watching import (
    SAYINGS,
    a_correction,
    a_lesson,
    a_risk,
    at_once,
    done,
    kinds,
    programme,
    progress,
)
from tirek import monitoring
from tirek.ledger import verify
from tirek.monitoring import ActionDone, CalendarFeed, CourseCorrection, Lesson, Progress, Risk
from tirek.monitoring.errors import ActionAlreadyDone, AlreadySaid, AlreadyWithdrawn

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_works() -> None:
    """Four clicks at the same moment write one progress."""
    programme()
    marat()
    assert kinds(at_once(*[progress] * 4)) == [AlreadySaid.__name__] * 3 + [Progress.__name__]
    assert Progress.objects.count() == 1
    assert verify().ok


@pytest.mark.parametrize("deed", [name for name in SAYINGS if name != "assess_risk"])
def test_a_double_click_writes_once(deed: str) -> None:
    programme("Quarterly")
    marat(), a_risk(event="Something else")
    found = at_once(*[lambda: SAYINGS[deed](marat())] * 3)
    refusals = [each for each in found if isinstance(each, AlreadySaid | ActionAlreadyDone)]
    assert len(refusals) == 2, found


def test_risks_and_corrections_recorded_at_once_have_numbers_of_their_own() -> None:
    programme()
    first = a_risk()
    risks: list[Callable[[], Any]] = [lambda n=n: a_risk(event=f"Event {n}") for n in range(4)]  # type: ignore[misc]
    changes: list[Callable[[], Any]] = [lambda n=n: a_correction(change=f"Change {n}", risk=first) for n in range(4)]  # type: ignore[misc]
    assert set(kinds(at_once(*risks, *changes))) == {Risk.__name__, CourseCorrection.__name__}
    assert sorted(Risk.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert sorted(CourseCorrection.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert verify().ok


def test_two_people_mark_one_action_as_done_and_one_of_them_is_told() -> None:
    programme("Quarterly")
    accounts = [marat(), aigul()]
    found = at_once(*(lambda by=by: done(by, note=by.username) for by in accounts))  # type: ignore[misc]
    assert kinds(found) == [ActionAlreadyDone.__name__, ActionDone.__name__] or kinds(found) == [
        ActionDone.__name__,
        ActionAlreadyDone.__name__,
    ]
    assert ActionDone.objects.count() == 1


def test_what_was_said_is_withdrawn_once() -> None:
    programme()
    row = a_lesson()
    marat()

    def withdrawing() -> None:
        monitoring.withdraw(account=marat(), said=Lesson.objects.get(pk=row.pk), reason="No.")

    assert kinds(at_once(*[withdrawing] * 4)) == [AlreadyWithdrawn.__name__] * 3 + ["NoneType"]
    assert verify().ok


def test_addresses_of_a_calendar_made_at_once_are_one_that_works() -> None:
    programme()
    marat()
    tokens = at_once(*[lambda: monitoring.open_calendar(account=marat())] * 3)
    assert kinds(tokens) == ["str"] * 3
    assert CalendarFeed.objects.count() == 1
    assert verify().ok
