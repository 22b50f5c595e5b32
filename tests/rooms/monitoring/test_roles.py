"""Who may see and do what in monitoring: every operation and every query, by every role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import AKTOBE, EVERYONE, aigul, bolat, dana, gulnara, ingrid, marat, saule, timur, viktor
from tests.rooms.monitoring.watching import SAYINGS, a_lesson, done, programme, progress
from tirek import monitoring
from tirek.directory import Account, NotPermitted
from tirek.ledger import heads
from tirek.monitoring import Lesson, Progress, Risk
from tirek.plans import NoSuchPlan

pytestmark = pytest.mark.django_db
Who = Callable[[], Account]
KEEP: tuple[Who, ...] = (aigul, marat)
OF_A_REGION: tuple[Who, ...] = (dana, timur)
DO_NOT: tuple[Who, ...] = (saule, viktor, bolat, gulnara, ingrid)
SEE = (aigul, marat, saule, viktor, bolat, gulnara, dana, timur)


def withdrawing(by: Account) -> None:
    row = Lesson.objects.first()
    assert row is not None
    monitoring.withdraw(account=by, said=row, reason="No.")


DEEDS: dict[str, Callable[[Account], Any]] = SAYINGS | {"withdraw": withdrawing}


@pytest.fixture(autouse=True)
def _watched() -> None:
    programme("Quarterly")
    a_lesson(text="To be withdrawn.")
    SAYINGS["record_risk"](marat())


def try_it(deed: str, who: Account) -> None:
    if deed == "record_risk":
        SAYINGS[deed](who, event="Another event")  # the same twice would be refused
    else:
        DEEDS[deed](who)


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", KEEP)
def test_it_works(deed: str, who: Who) -> None:
    before = heads()["HRC"]
    try_it(deed, who())
    assert heads()["HRC"] == before + 1


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", DO_NOT)
def test_refuses_those_whose_role_keeps_no_monitoring(deed: str, who: Who) -> None:
    account = who()
    before = heads()
    with pytest.raises(NotPermitted):
        try_it(deed, account)
    assert heads() == before


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", OF_A_REGION)
def test_to_a_region_the_national_programme_is_not_there_to_be_written_in(deed: str, who: Who) -> None:
    account = who()
    before = heads()
    with pytest.raises(NoSuchPlan):
        try_it(deed, account)
    assert heads() == before


def test_a_region_keeps_the_monitoring_of_its_own_programme() -> None:
    dana()
    own = programme(code="00143777", at=AKTOBE)
    before = heads()[AKTOBE]
    for who in (dana, aigul):
        monitoring.keep_lesson(
            account=who(), programme=own, period=own.periods.all()[0], text=f"A lesson of {who().username}."
        )
    with pytest.raises(NoSuchPlan):
        monitoring.keep_lesson(account=timur(), programme=own, period=own.periods.all()[0], text="X")
    assert heads()[AKTOBE] == before + 2


@pytest.mark.parametrize("who", EVERYONE)
def test_can_keep_says_what_check_keep_does(who: Who) -> None:
    account = who()
    for found in (Risk.objects.get().programme, programme(code="00143777", at=AKTOBE)):
        try:
            monitoring.check_keep(account, found)
            passed = True
        except (NotPermitted, NoSuchPlan):
            passed = False
        assert monitoring.can_keep(account, found) is passed
        assert (found in monitoring.programmes_kept(account)) is passed


@pytest.mark.parametrize("who", EVERYONE)
def test_list_and_single_agree_on_what_is_seen(who: Who) -> None:
    account, row = who(), progress()
    found = row.activity.output.programme
    sees = who in SEE
    assert monitoring.can_see(account) is sees
    assert (found in monitoring.programmes_watched(account)) is sees
    assert monitoring.said_for(account, Progress).exists() is sees
    assert list(monitoring.progress_of(account, row.activity, row.period)) == [row] * sees
    if sees:
        monitoring.check_see(account)
        assert monitoring.said(account, Progress, found, row.pk) == row
    else:
        with pytest.raises(NotPermitted):
            monitoring.check_see(account)
        with pytest.raises(monitoring.NoSuchMonitoring):
            monitoring.said(account, Progress, found, row.pk)


@pytest.mark.parametrize("who", EVERYONE)
def test_files_and_assessments_are_seen_by_those_who_see_monitoring(who: Who) -> None:
    account, row = who(), done(file=("x.pdf", b"x"))
    sees = who in SEE
    assert list(monitoring.done_of(account, [row.action])) == [row] * sees
    assert monitoring.assessments(account, Risk.objects.get()).count() == int(sees)


def test_one_who_is_no_longer_active_sees_and_does_nothing() -> None:
    account = marat()
    account.is_active = False
    assert not monitoring.can_see(account)
    assert not monitoring.programmes_watched(account).exists()
    with pytest.raises(NotPermitted):
        a_lesson(account)
