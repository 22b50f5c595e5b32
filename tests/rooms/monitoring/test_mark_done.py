"""A monitoring action of the plan is marked as done for the time it came round, with a note and a file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import programme as programmes
from tests.cast import aigul, bolat, marat, viktor
from tests.rooms.monitoring.watching import DAY, action, close, done, last, period, programme, written
from tirek import monitoring
from tirek.ledger import heads, verify
from tirek.monitoring import ActionDone, NoSuchMonitoring
from tirek.monitoring.errors import (
    ActionAlreadyDone,
    AlreadySaid,
    DayImpossible,
    FileTooLarge,
    MonitoringIncomplete,
    NotComingRound,
    OfAnotherProgramme,
)
from tirek.plans import MonitoringAction

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    programme("Quarterly")
    row = done(file=("minutes.pdf", b"%PDF"))
    kept = ActionDone.objects.get()
    assert (kept.pk, kept.round, kept.period, kept.day) == (row.pk, "2022-Q3", period(), DAY)
    assert (kept.file_name, bytes(kept.file or b"")) == ("minutes.pdf", b"%PDF")
    assert verify().ok


def test_leaves_one_entry_that_names_the_time() -> None:
    programme("Quarterly")
    assert written(done) == 1
    assert last() == {"round": "2022-Q3", "programme": "00143776"}


def test_an_action_is_done_once_for_each_time() -> None:
    programme("Quarterly")
    done()
    before = heads()
    with pytest.raises(ActionAlreadyDone) as refused:
        done(aigul(), note="Another note.", day=date(2022, 9, 1))
    assert "2022-Q3" in str(refused.value)
    assert heads() == before
    assert done(key="2022-Q4").round == "2022-Q4"


def test_may_be_marked_anew_once_withdrawn() -> None:
    programme("Quarterly")
    monitoring.withdraw(account=marat(), said=done(), reason="Another action.")
    assert done().withdrawn_position is None
    assert ActionDone.objects.count() == 2


def test_a_closed_period_takes_it_for_it_was_done_late() -> None:
    programme("Quarterly")
    close()
    assert done(day=date(2022, 11, 1)).day == date(2022, 11, 1)


def test_an_annual_action_is_done_for_its_year_whatever_the_quarter() -> None:
    programme("Annually")
    row = done(key="2022-Q2")
    assert (row.round, row.period.key) == ("2022", "2022-Q4")  # type: ignore[union-attr]
    with pytest.raises(ActionAlreadyDone):
        done(key="2022-Q4")


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2022, 7, 15), "2022-07"),
        (date(2022, 8, 1), "2022-08"),
        (date(2022, 9, 30), "2022-09"),
        (date(2022, 11, 5), "2022-09"),
        (date(2022, 1, 5), "2022-07"),
    ],
)
def test_a_monthly_action_is_done_for_the_month_of_its_day(day: date, month: str) -> None:
    programme("Monthly")
    assert done(day=day).round == month


def test_a_month_may_be_named() -> None:
    programme("Monthly")
    given: dict[str, Any] = {"action": MonitoringAction.objects.get(), "period": period()}
    row = monitoring.mark_done(account=marat(), day=DAY, note="Late.", key="2022-07", **given)
    assert row.round == "2022-07"
    for wrong in ("2022-10", "2022-Q3", "nonsense"):
        with pytest.raises(NotComingRound):
            monitoring.mark_done(account=marat(), day=DAY, note="X", key=wrong, **given)


@pytest.mark.parametrize("frequency", ["As necessary", "tbd", "n/a"])
def test_what_comes_round_on_no_day_may_be_done_many_times(frequency: str) -> None:
    programme(frequency)
    rows = [done(key=None), done(key=None, note="Again."), done(key=None, day=date(2022, 10, 3))]
    assert [(row.round, row.period) for row in rows] == [("", None)] * 3


def test_what_comes_round_on_no_day_may_name_the_period_it_is_told_in() -> None:
    programme("As necessary")
    row = done()
    assert (row.round, row.period) == ("", period())


def test_the_same_again_is_refused() -> None:
    programme("As necessary")
    done(key=None)
    with pytest.raises(AlreadySaid):
        done(aigul(), key=None, note=" Was done. ")
    assert ActionDone.objects.count() == 1


def test_refuses_a_time_where_the_action_comes_round_and_none_is_given() -> None:
    programme("Quarterly")
    with pytest.raises(NotComingRound):
        done(key=None)


@pytest.mark.parametrize("note", ["", "  "])
def test_refuses_without_a_note(note: str) -> None:
    programme("Quarterly")
    with pytest.raises(MonitoringIncomplete):
        done(note=note)


def test_refuses_a_day_to_come() -> None:
    programme("Quarterly")
    with pytest.raises(DayImpossible):
        done(day=date(2999, 1, 1))


def test_refuses_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tirek.monitoring.policies.MEGABYTES", 1)
    programme("Quarterly")
    with pytest.raises(FileTooLarge):
        done(file=("x", b"x" * (1024 * 1024 + 1)))
    assert done(file=("x", b"x" * 1024 * 1024)).file_name == "x"


def test_the_end_of_a_long_name_is_kept() -> None:
    programme("Quarterly")
    row = done(file=(f"{'ж' * 300}.pdf", b"x"))
    assert (len(row.file_name), row.file_name[-4:]) == (200, ".pdf")


def test_refuses_a_period_of_another_programme() -> None:
    programme("Quarterly")
    other = programmes.programme(code="00143777")
    with pytest.raises(OfAnotherProgramme):
        monitoring.mark_done(
            account=marat(),
            action=MonitoringAction.objects.get(),
            period=period(of=other),
            day=DAY,
            note="X",
        )


def test_an_action_is_found_in_its_own_programme() -> None:
    one, two = programme("Quarterly"), programme(code="00143777")
    row = one.monitoring.get()
    assert monitoring.action(one, row.pk) == row
    with pytest.raises(NoSuchMonitoring):
        monitoring.action(two, row.pk)


def test_all_that_was_done_is_listed_withdrawn_or_not_and_without_its_files() -> None:
    found = programme("Quarterly")
    first, second = done(file=("x", b"x")), done(key="2022-Q4", day=date(2022, 12, 1))
    monitoring.withdraw(account=marat(), said=first, reason="No.")
    rows = list(monitoring.done_of(bolat(), found.monitoring.all()))
    assert rows == [second, first]
    assert "file" in rows[0].get_deferred_fields()
    assert list(monitoring.done_of(viktor(), [action(line=2, of=found)])) == []
