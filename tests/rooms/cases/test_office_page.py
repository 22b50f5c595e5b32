"""The page of an office: what is late stands first, on whom the work lies, and that nobody else's office is told of."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.case_rows import a_case
from tests.cast import AKTOBE, ALMATY, NATIONAL, asel, olga, somebody, yerlan
from tests.rooms.cases.complaint import do, installed, opened
from tirek import cases
from tirek.directory import Account, Role

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 16, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def mechanism(time_machine: Any) -> None:
    installed()
    time_machine.move_to(MONDAY)


def page_of(who: Account, query: str = "") -> str:
    client = Client()
    client.force_login(who)
    response = client.get(reverse("cases:office") + query)
    assert response.status_code == 200
    return response.content.decode()


def tiles(page: str) -> list[str]:
    return re.findall(r'tirek-tile__value">(\d+)<', page)


def test_it_works(time_machine: Any) -> None:
    first = opened(asel()).case.number
    do(asel(), first, "register")
    time_machine.move_to(MONDAY + timedelta(days=21))
    second = opened(asel()).case.number
    do(asel(), second, "register")
    elsewhere = opened(olga()).case.number
    time_machine.move_to(MONDAY + timedelta(days=27))
    page = page_of(yerlan())
    assert tiles(page)[:2] == ["1", "2"]
    assert first in page
    assert elsewhere not in page
    with cases.sight_of(yerlan()):
        (load,) = cases.loads_of_people(yerlan(), MONDAY + timedelta(days=27))
    assert (load.who, load.open, load.late) == (asel(), 2, 1)


def test_what_is_late_the_longest_stands_first(time_machine: Any) -> None:
    numbers = []
    for day in (0, 1, 2):
        time_machine.move_to(MONDAY + timedelta(days=day))
        numbers.append(opened(asel()).case.number)
        do(asel(), numbers[-1], "register")
    time_machine.move_to(MONDAY + timedelta(days=60))
    page = page_of(yerlan())
    assert sorted(numbers, key=page.index) == numbers
    assert tiles(page)[0] == "3"


def test_a_rule_that_was_not_kept_is_told_with_its_words(time_machine: Any) -> None:
    number = opened(asel(), torture_alleged="yes").case.number
    time_machine.move_to(MONDAY + timedelta(days=2))
    cases.wake_timers()
    do(asel(), number, "register")
    with cases.sight_of(yerlan()):
        found = cases.breaches_lately(yerlan(), MONDAY + timedelta(days=2))
    assert found
    page = page_of(yerlan())
    assert all(words in page for _, words in found)
    assert all(words != row.safeguard for row, words in found)


def test_the_national_office_sees_each_office_beside_the_others_where_it_may() -> None:
    hidden = opened(asel()).case
    a_case(hidden.edition, olga(), due_at=MONDAY - timedelta(days=1))
    head = somebody("nadia", Role.SUPERVISOR, NATIONAL)
    assert "Office by office" in page_of(head)
    assert "Office by office" not in page_of(yerlan())
    with cases.sight_of(head):
        found = cases.loads_of_offices(head, MONDAY)
    assert [(each.who, each.open, each.late) for each in found] == [(olga().office, 1, 1)]


def test_what_came_from_another_office_is_told() -> None:
    number = opened(asel()).case.number
    there = somebody("head-of-almaty", Role.SUPERVISOR, ALMATY)
    cases.send_case(actor=yerlan(), number=number, to=there.office, consent="given", reason="Lives there.")
    assert number in page_of(there)
    cases.accept_case(actor=there, number=number)
    assert number in page_of(there)
    assert number not in page_of(yerlan())


def test_one_who_leaves_hands_over_everything() -> None:
    numbers = [opened(asel()).case.number for _ in range(2)]
    after = somebody("after", Role.OFFICER, AKTOBE)
    client = Client()
    client.force_login(yerlan())
    address = reverse("cases:hand-over")
    assert client.post(address, {"leaver": "asel", "account": "asel"}).status_code == 422
    assert client.post(address, {"leaver": "asel", "account": olga().username}).status_code == 422
    assert client.post(address, {"leaver": "asel", "account": after.username}).status_code == 302
    with cases.sight_of(yerlan()):
        assert {case.assigned_to for case in cases.cases_for(yerlan())} == {after}
        assert {case.number for case in cases.cases_for(yerlan())} == set(numbers)
    client.force_login(asel())
    assert client.get(reverse("cases:office")).status_code == 403
    assert client.post(address, {"leaver": "asel", "account": "yerlan"}).status_code == 403
