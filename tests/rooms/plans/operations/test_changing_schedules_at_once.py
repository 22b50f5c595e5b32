"""Two who change the dates of an activity at the same moment."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import aigul, marat
from tests.programme import activity, programme
from tests.rooms.monitoring.watching import at_once
from tirek import plans
from tirek.directory import Account
from tirek.ledger import verify
from tirek.plans import ScheduleChange

pytestmark = pytest.mark.django_db(transaction=True)


def change(account: Account, ends: date = date(2022, 11, 14)) -> ScheduleChange:
    return plans.change_schedule(
        account=account, activity=activity("1.1"), begins=date(2022, 8, 1), ends=ends, reason="The academy asked."
    )


def test_it_works() -> None:
    """Four clicks at the same moment change the dates once."""
    programme()
    account = aigul()
    found = at_once(*[lambda: change(account)] * 4)
    assert {each.pk for each in found} == {ScheduleChange.objects.get().pk}
    assert verify().ok


def test_two_people_with_other_dates_are_both_kept_and_the_later_counts() -> None:
    made = programme()
    one, other = aigul(), marat()
    found = at_once(lambda: change(one), lambda: change(other, date(2022, 12, 31)))
    assert ScheduleChange.objects.count() == 2
    last = max(found, key=lambda each: each.entered_position)
    assert plans.scheduled(made, "1.1", date(2022, 9, 1)).revised == (last.begins, last.ends)
    assert verify().ok
