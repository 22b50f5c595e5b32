"""Somebody stays signed in while at work, and is signed out when away or after a day."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client

from tirek.web.sessions import SEEN, TOUCH_SECONDS

IDLE, ABSOLUTE = 1800, 43200
START = 1_800_000_000


@pytest.fixture
def clock(settings):
    settings.SESSION_IDLE_SECONDS, settings.SESSION_ABSOLUTE_SECONDS = IDLE, ABSOLUTE
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def reader(clock, signed_in: Client) -> Client:
    """Somebody who signed in and opened a page."""
    assert signed_in.get("/here/").status_code == 200
    return signed_in


def test_it_works(reader: Client, clock) -> None:
    clock.shift(IDLE - 1)
    assert reader.get("/here/").status_code == 200


def test_ends_a_session_that_was_left_alone(reader: Client, clock) -> None:
    clock.shift(IDLE)
    answer = reader.get("/here/?line=12")
    address = urlsplit(answer["Location"])
    assert address.path == "/account/sign-in/"
    assert parse_qs(address.query) == {"ended": ["idle"], "next": ["/here/?line=12"]}
    assert "_auth_user_id" not in reader.session


def test_ends_a_session_that_lasted_its_full_time_although_somebody_was_there(reader: Client, clock) -> None:
    for _ in range(ABSOLUTE // 1200 - 1):
        clock.shift(1200)
        assert reader.get("/here/").status_code == 200
    clock.shift(1200)
    assert "ended=absolute" in reader.get("/here/")["Location"]


def test_tells_why_on_the_sign_in_page(reader: Client, clock) -> None:
    clock.shift(IDLE)
    page = reader.get("/here/", follow=True)
    assert "left alone for a while" in page.content.decode()


def test_does_not_write_the_session_at_every_request(reader: Client, clock) -> None:
    clock.shift(TOUCH_SECONDS - 1)
    assert '<code class="tirek-code">False</code>' in reader.get("/here/").content.decode()
    assert reader.session[SEEN] == START


def test_writes_the_session_once_a_minute_has_passed(reader: Client, clock) -> None:
    clock.shift(TOUCH_SECONDS)
    reader.get("/here/")
    assert reader.session[SEEN] == START + TOUCH_SECONDS == int(time.time())


def test_does_not_take_a_page_that_asks_by_itself_for_somebody(reader: Client, clock) -> None:
    clock.shift(TOUCH_SECONDS)
    reader.get("/here/", headers={"Tirek-Background": "1"})
    assert reader.session[SEEN] == START


def test_sends_the_whole_page_to_sign_in_when_only_a_part_was_asked_for(reader: Client, clock) -> None:
    clock.shift(IDLE)
    answer = reader.get("/here/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/account/sign-in/?ended=idle"


def test_does_not_return_to_the_address_of_a_form(reader: Client, clock) -> None:
    clock.shift(IDLE)
    assert reader.post("/here/")["Location"] == "/account/sign-in/?ended=idle"


@pytest.mark.django_db
def test_makes_no_session_for_a_visitor(client: Client) -> None:
    client.get("/here/")
    assert "sessionid" not in client.cookies
