"""Who may see and do what: every operation and every query, by every role."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import EVERYONE, OF_MECHANISMS, aigul, bolat, dana, gulnara, ingrid, marat, saule, timur, viktor
from tests.programme import DAY, activity, attended, listed, people, programme, training
from tirek import evidence
from tirek.directory import Account
from tirek.directory.errors import NotPermitted
from tirek.evidence import Event
from tirek.evidence.errors import NoSuchEvidence
from tirek.ledger import heads

pytestmark = pytest.mark.django_db
Who = Callable[[], Account]
ENTER: tuple[Who, ...] = (aigul, marat, dana, timur)
DO_NOT: tuple[Who, ...] = (saule, viktor, bolat)
COMMON: dict[str, Any] = {"title": "X", "kind": "x", "date": DAY}


def recorded(account: Account, event: Event) -> None:
    file = evidence.store_attendance_file(account=aigul(), event=event, name="x.csv", content=listed(people(1)))
    evidence.record_attendance(account=account, file=file)


DEEDS: dict[str, Callable[[Account, Event], Any]] = {
    "add_event": lambda who, _: evidence.add_event(account=who, activity=activity(), title="X", starts=DAY, ends=DAY),
    "add_deliverable": lambda who, _: evidence.add_deliverable(account=who, activity=activity(), **COMMON),
    "add_measurement": lambda who, _: evidence.add_measurement(
        account=who, activity=activity(), value=Decimal(1), unit="days", **COMMON
    ),
    "add_decision": lambda who, _: evidence.add_decision(account=who, activity=activity(), **COMMON),
    "store_attendance_file": lambda who, event: evidence.store_attendance_file(
        account=who, event=event, name="x.csv", content=listed(people(1))
    ),
    "record_attendance": recorded,
    "withdraw": lambda who, event: evidence.withdraw(account=who, piece=event, reason="No."),
    "withdraw an attendance": lambda who, event: evidence.withdraw(
        account=who, piece=event.attendances.all()[0], reason="No."
    ),
}
ON_AN_EVENT = [name for name in DEEDS if not name.startswith("add_")]


def an_event(by: Account) -> Event:
    event = training(by)
    attended(event, *people(2), by=by)
    return event


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", ENTER)
def test_it_works(deed: str, who: Who) -> None:
    programme()
    account = who()
    DEEDS[deed](account, an_event(account))


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", DO_NOT)
def test_refuses_those_whose_role_enters_nothing(deed: str, who: Who) -> None:
    programme()
    event, account, _coordinator = an_event(marat()), who(), aigul()
    before = heads()
    with pytest.raises(NotPermitted):
        DEEDS[deed](account, event)
    written = heads()["HRC"] - before["HRC"]
    assert written == (1 if deed == "record_attendance" else 0)  # the list that the coordinator sent


@pytest.mark.parametrize("deed", ON_AN_EVENT)
@pytest.mark.parametrize("owner", [marat, timur])
def test_to_an_office_anothers_evidence_is_not_there(deed: str, owner: Who) -> None:
    programme()
    event = an_event(owner())
    with pytest.raises(NoSuchEvidence):
        DEEDS[deed](dana(), event)


@pytest.mark.parametrize("deed", ON_AN_EVENT)
def test_the_national_office_may_act_for_a_region(deed: str) -> None:
    programme()
    DEEDS[deed](marat(), an_event(dana()))


def test_who_may_not_is_told_before_the_file_is_read() -> None:
    programme()
    with pytest.raises(NotPermitted):
        evidence.store_attendance_file(account=viktor(), event=an_event(marat()), name="x", content=b"\0 rubbish")
    with pytest.raises(NotPermitted):
        evidence.add_event(account=viktor(), activity=activity(), title="", starts=DAY, ends=DAY)


@pytest.mark.parametrize("who", EVERYONE)
def test_can_enter_says_what_check_enter_does(who: Who) -> None:
    programme()
    account = who()
    for piece in (None, an_event(marat()), an_event(dana())):
        try:
            evidence.check_enter(account, piece)
            passed = True
        except (NotPermitted, NoSuchEvidence):
            passed = False
        assert evidence.can_enter(account, piece) is passed


# What is seen: of one event of the national office, one of Aktobe's and one of Almaty's.

SEEN: dict[Who, int] = {aigul: 3, marat: 3, saule: 3, viktor: 0, bolat: 3, gulnara: 3, ingrid: 0, dana: 1, timur: 1}
SEEN |= dict.fromkeys(OF_MECHANISMS, 0)
PERSONS = SEEN | {saule: 0, gulnara: 0}


@pytest.fixture
def three() -> list[Event]:
    programme()
    return [an_event(by) for by in (marat(), dana(), timur())]


@pytest.mark.parametrize("who", EVERYONE)
def test_list_count_and_page_agree_on_what_is_seen(three: list[Event], who: Who) -> None:
    account = who()
    listed_there = list(evidence.evidence_of(account, activity())["events"])
    assert len(listed_there) == SEEN[who]
    assert evidence.totals(account, activity().output.programme).get("2.2", {}).get("events", 0) == SEEN[who]
    assert evidence.evidence_for(account, Event).count() == SEEN[who]
    for event in three:
        if event in listed_there:
            assert evidence.event(account, event.pk) == event
        else:
            with pytest.raises(NoSuchEvidence):
                evidence.event(account, event.pk)


@pytest.mark.parametrize("who", EVERYONE)
def test_persons_are_seen_by_those_who_may_and_of_their_own_office(three: list[Event], who: Who) -> None:
    account = who()
    assert evidence.attendances_for(account).count() == 2 * PERSONS[who]
    assert sum(evidence.attendances(account, event).count() for event in three) == 2 * PERSONS[who]


def test_what_is_not_there_is_not_there(three: list[Event]) -> None:
    with pytest.raises(NoSuchEvidence):
        evidence.event(aigul(), uuid4())


def test_what_is_withdrawn_is_listed_and_not_counted(three: list[Event]) -> None:
    evidence.withdraw(account=aigul(), piece=three[0].attendances.all()[0], reason="No.")
    evidence.withdraw(account=aigul(), piece=three[1], reason="No.")
    events = {event.pk: event for event in evidence.evidence_of(aigul(), activity())["events"]}
    assert len(events) == 3
    assert events[three[0].pk].attendance_count == 1
    assert evidence.totals(aigul(), activity().output.programme) == {"2.2": {"events": 2}}
    assert evidence.attendances(aigul(), three[0]).count() == 2
