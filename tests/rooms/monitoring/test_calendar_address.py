"""The secret address of a calendar: made anew, revoked, and read with the eyes that the account has at that moment."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import icalendar
import pytest
from django.test import Client

from tests.cast import EVERYONE, OF_MECHANISMS, aigul, bolat, dana, gulnara, ingrid, marat, viktor
from tests.programme import MADE
from tests.rooms.monitoring.watching import DAY, done, last, programme, written
from tirek import monitoring
from tirek.directory import Account, NotPermitted
from tirek.ledger import entries, entry, verify
from tirek.monitoring import CalendarFeed, NoCalendarFeed
from tirek.plans import Programme

pytestmark = pytest.mark.django_db
TODAY = date(2022, 12, 15)


@pytest.fixture(autouse=True)
def _today(time_machine: Any) -> None:
    time_machine.move_to(TODAY)


def read(token: str) -> list[Any]:
    """The events that stand at an address."""
    response = Client().get(f"/monitoring/calendar/{token}.ics")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def status(token: str) -> int:
    return Client().get(f"/monitoring/calendar/{token}.ics").status_code


def summaries(token: str) -> set[str]:
    return {str(each["summary"]) for each in read(token)}


def test_it_works() -> None:
    programme("Quarterly")
    done(key="2022-Q2", day=date(2022, 7, 1))
    events = {str(each["summary"]): each for each in read(monitoring.open_calendar(account=marat()))}
    late = events["Action 1, Q3 2022 (00143776)"]
    assert (late["dtstart"].dt, late["dtend"].dt) == (date(2022, 9, 30), date(2022, 10, 1))
    assert "/monitoring/00143776/actions/" in late["url"]
    assert str(late["url"]).endswith("/?for=2022-Q3")
    assert "Final report, 2023 (00143776)" in events
    assert "Action 1, Q2 2022 (00143776)" not in events  # it is done


def test_the_secret_has_thirty_two_bytes_and_only_its_digest_is_kept() -> None:
    programme()
    token = monitoring.open_calendar(account=marat())
    assert len(token) == 43
    feed = CalendarFeed.objects.get()
    assert feed.digest == sha256(token.encode()).hexdigest()
    assert token not in str({**vars(feed), **last()})
    assert verify().ok


def test_making_and_revoking_leave_an_entry_each() -> None:
    programme()
    assert written(lambda: monitoring.open_calendar(account=marat())) == 1
    assert entries()[0].sentence == "An account was given a secret address of its calendar."
    assert written(lambda: monitoring.close_calendar(account=marat())) == 1
    assert written(lambda: monitoring.close_calendar(account=marat())) == 0


def test_a_new_address_takes_the_place_of_the_old() -> None:
    programme()
    first, second = (monitoring.open_calendar(account=marat()) for _ in range(2))
    assert (status(first), status(second)) == (404, 200)
    assert CalendarFeed.objects.count() == 1


def test_a_revoked_address_leads_nowhere_and_a_new_one_may_be_made() -> None:
    programme()
    token = monitoring.open_calendar(account=marat())
    monitoring.close_calendar(account=marat())
    assert status(token) == 404
    assert status(monitoring.open_calendar(account=marat())) == 200
    assert verify().ok


def test_each_account_has_its_own() -> None:
    programme()
    one, two = monitoring.open_calendar(account=marat()), monitoring.open_calendar(account=aigul())
    monitoring.close_calendar(account=marat())
    assert (status(one), status(two)) == (404, 200)


@pytest.mark.parametrize("token", ["x", "a" * 43, "00143776", "-", "_"])
def test_an_address_that_never_was_leads_nowhere(token: str) -> None:
    programme()
    monitoring.open_calendar(account=marat())
    assert status(token) == 404
    with pytest.raises(NoCalendarFeed):
        monitoring.account_of_calendar(token)


def test_the_digest_is_no_address() -> None:
    programme()
    monitoring.open_calendar(account=marat())
    assert status(CalendarFeed.objects.get().digest) == 404


def test_an_account_that_is_no_longer_active_is_read_by_nobody() -> None:
    programme()
    token = monitoring.open_calendar(account=marat())
    Account.objects.filter(username="marat").update(is_active=False)
    assert status(token) == 404


def test_an_account_that_lost_its_role_is_read_by_nobody() -> None:
    programme()
    token = monitoring.open_calendar(account=marat())
    with entry(event=MADE, office="HRC", by="tests") as trace:
        for grant in marat().grants.all():
            trace.remove(grant)
    assert status(token) == 404


@pytest.mark.parametrize("who", EVERYONE)
def test_all_who_see_monitoring_have_a_calendar_and_others_have_none(who: Any) -> None:
    programme("Quarterly")
    if who in (ingrid, *OF_MECHANISMS):
        with pytest.raises(NotPermitted):
            monitoring.open_calendar(account=who())
        with pytest.raises(NotPermitted):
            monitoring.close_calendar(account=who())
    else:
        assert len(read(monitoring.open_calendar(account=who()))) == 7 + 10


def test_what_is_marked_as_done_meanwhile_is_gone() -> None:
    programme("Quarterly")
    token = monitoring.open_calendar(account=viktor())
    assert "Action 1, Q3 2022 (00143776)" in summaries(token)
    done(day=DAY)
    assert "Action 1, Q3 2022 (00143776)" not in summaries(token)


def test_holds_titles_days_and_links_and_nothing_else() -> None:
    programme("Quarterly")
    found = Programme.objects.get().monitoring.get()
    assert found.purpose == ""
    for each in read(monitoring.open_calendar(account=marat())):
        assert set(each) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "URL", "TRANSP"}


def test_keys_stay_the_same_from_one_asking_to_the_next() -> None:
    programme("Quarterly", "Monthly")
    token = monitoring.open_calendar(account=marat())
    first, second = ([str(each["uid"]) for each in read(token)] for _ in range(2))
    assert first == second
    assert len(set(first)) == len(first)


def test_is_in_the_language_of_the_account() -> None:
    programme()
    kazakh = str(Client().get(f"/monitoring/calendar/{monitoring.open_calendar(account=gulnara())}.ics").content)
    english = str(Client().get(f"/monitoring/calendar/{monitoring.open_calendar(account=marat())}.ics").content)
    assert "Final report" in english
    assert kazakh.count("VEVENT") == english.count("VEVENT")


def test_is_kept_by_no_cache_and_found_by_no_search() -> None:
    programme()
    response = Client().get(f"/monitoring/calendar/{monitoring.open_calendar(account=marat())}.ics")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_titles_of_any_letters_survive() -> None:
    found = programme("Тоқсан сайын")
    with entry(event=MADE, office="HRC", by="tests") as trace:
        row = found.monitoring.get()
        row.activity = "Іске асыру; мониторинг, «нәтиже»\\ " + "ұзақ " * 60
        trace.change(row)
    (event, *_) = [each for each in read(monitoring.open_calendar(account=bolat())) if "мониторинг" in each["summary"]]
    assert str(event["summary"]).startswith("Іске асыру; мониторинг, «нәтиже»\\ ұзақ")


def test_a_region_reads_the_national_calendar_for_it_sees_it() -> None:
    dana()
    programme("Quarterly")
    assert "Action 1, Q4 2022 (00143776)" in summaries(monitoring.open_calendar(account=dana()))
