"""What was learned in a period, of the programme or of one activity."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import programme as programmes
from tests.cast import aigul, marat
from tests.programme import activity
from tests.rooms.monitoring.watching import a_lesson, close, last, period, programme, written
from tirek import monitoring
from tirek.ledger import heads, verify
from tirek.monitoring import Lesson
from tirek.monitoring.errors import AlreadySaid, MonitoringIncomplete, OfAnotherProgramme, PeriodClosed, PeriodNotBegun
from tirek.plans import Programme

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    found = programme()
    row = a_lesson(advice="Ask them a month ahead.", activity=activity("1.1"))
    assert list(monitoring.lessons(found)) == [row]
    assert (row.text, row.advice, row.activity.number) == ("Trainers need time.", "Ask them a month ahead.", "1.1")  # type: ignore[union-attr]
    assert verify().ok


def test_leaves_one_entry_without_its_words() -> None:
    programme()
    assert written(a_lesson) == 1
    assert last() == {"period": "2022-Q3", "programme": "00143776"}


def test_are_listed_by_period_the_newest_first_and_in_the_order_they_were_said() -> None:
    found = programme()
    first, second, later = a_lesson(), a_lesson(text="Another."), a_lesson(key="2022-Q4")
    assert list(monitoring.lessons(found)) == [later, first, second]
    assert list(monitoring.lessons(found, period())) == [first, second]
    assert list(monitoring.lessons(found, period("2023-Q1"))) == []


def test_what_was_withdrawn_is_not_listed_and_stands_as_of_before() -> None:
    found = programme()
    row = a_lesson()
    then = heads()["HRC"]
    monitoring.withdraw(account=aigul(), said=row, reason="Not ours to learn.")
    assert list(monitoring.lessons(found)) == []
    assert list(monitoring.lessons(found, head=then)) == [row]
    assert list(monitoring.lessons(found, head=then - 1)) == []


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_refuses_a_lesson_that_says_nothing(text: str) -> None:
    programme()
    with pytest.raises(MonitoringIncomplete):
        a_lesson(text=text)
    assert Lesson.objects.count() == 0


def test_the_same_again_is_refused_and_another_activity_is_not_the_same() -> None:
    programme()
    a_lesson()
    a_lesson(text="Something between.")
    with pytest.raises(AlreadySaid):
        a_lesson(aigul(), text=" Trainers need time. ")
    assert a_lesson(activity=activity("1.1")).activity == activity("1.1")
    assert a_lesson(key="2022-Q4").period == period("2022-Q4")


def test_may_be_said_again_once_withdrawn() -> None:
    programme()
    monitoring.withdraw(account=marat(), said=a_lesson(), reason="Too soon.")
    assert a_lesson().withdrawn_position is None


def test_refuses_when_the_period_is_closed() -> None:
    programme()
    close()
    before = heads()
    with pytest.raises(PeriodClosed):
        a_lesson()
    assert heads() == before


def test_refuses_a_period_that_has_not_begun(time_machine: Any) -> None:
    programme()
    time_machine.move_to(date(2022, 6, 30))
    with pytest.raises(PeriodNotBegun):
        a_lesson()


def test_refuses_what_is_of_another_programme() -> None:
    found, other = programme(), programmes.programme(code="00143777")
    for given in ({"period": period(of=other)}, {"activity": activity("1.1", of=other)}):
        words = {"period": period(of=found), "text": "X"} | given
        with pytest.raises(OfAnotherProgramme) as refused:
            monitoring.keep_lesson(account=marat(), programme=found, **words)
        assert refused.value.facts["field"] == next(iter(given))
    assert Programme.objects.count() == 2
