"""A limit is extended where its rule allows it: once, by no more than it says, before it ends, and with a reason."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import asel, olga, ruslan, yerlan
from tests.rooms.cases.complaint import MECHANISMS, do, opened, recommended, waiting
from tirek import cases, packs
from tirek.cases.errors import CaseIsClosed, CaseReasonMissing, ExtensionTooLong, LimitNotExtended, LimitOver
from tirek.directory import NotFound, NotPermitted
from tirek.ledger import entries, verify

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 16, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def mechanism(time_machine: Any, tmp_path: Path) -> None:
    """Complaints under a law that lets both limits of fifteen working days be extended by ten."""
    folder = tmp_path / "complaints"
    shutil.copytree(MECHANISMS / "complaints", folder)
    clocks = folder / "clocks.csv"
    told = clocks.read_text().replace("register is done,,,", "register is done,,10 working days,")
    clocks.write_text(told.replace("recommend is done,,,", "recommend is done,,10 working days,"))
    packs.install_pack(account=ruslan(), folder=folder)
    time_machine.move_to(MONDAY)


def clock(number: str, name: str = "consideration") -> cases.Clock:
    with cases.sight_of_the_house():
        return cases.Clock.objects.get(case__number=number, clock=name)


def registered() -> str:
    number = opened(asel()).case.number
    do(asel(), number, "register")
    return number


def extended(number: str, count: int = 5, reason: str = "An expert is heard.", name: str = "consideration") -> None:
    cases.extend_clock(actor=yerlan(), clock=clock(number, name).pk, count=count, reason=reason)


def test_it_works() -> None:
    number = registered()
    assert clock(number).due_at.date().isoformat() == "2026-04-09"
    extended(number)

    longer = clock(number)
    assert (longer.due_at.date().isoformat(), longer.extended_by) == ("2026-04-16", "5 working days")
    assert b"expert" not in bytes(longer.extension_reason)
    opened_file = cases.open_file(account=yerlan(), number=number)
    assert opened_file.extensions[longer.pk] == "An expert is heard."
    assert opened_file.case.due_at == longer.due_at
    (line,) = entries(event="case-limit-extended")
    assert line.detail == {"case": number, "clock": "consideration", "count": 5}
    assert verify().ok


def test_what_comes_after_keeps_the_extension_and_the_limit_ends_as_any() -> None:
    number = registered()
    extended(number)
    due = clock(number).due_at
    do(yerlan(), number, "admissibility", admission="not-admitted")
    assert clock(number).due_at == due
    do(asel(), number, "answer")
    assert clock(number).met is True
    assert clock(number).due_at == due


def test_what_is_set_to_the_limit_goes_with_it(time_machine: Any) -> None:
    number = opened(asel()).case.number
    recommended(number)
    with cases.sight_of_the_house():
        before = cases.Timer.objects.get(case__number=number).due_at
    extended(number, 10, name="answer-of-the-body")
    with cases.sight_of_the_house():
        after = cases.Timer.objects.get(case__number=number).due_at
    assert after == clock(number, "answer-of-the-body").due_at > before
    time_machine.move_to(before + timedelta(hours=1))
    assert cases.wake_timers() == 0
    time_machine.move_to(after + timedelta(hours=1))
    assert cases.wake_timers() == 1
    assert "escalate" in waiting(number)


@pytest.mark.parametrize("count", [0, -1, 11])
def test_refuses_more_than_the_rule_says_or_nothing(count: int) -> None:
    number = registered()
    with pytest.raises(ExtensionTooLong):
        extended(number, count)
    assert clock(number).extended_by == ""


def test_refuses_a_second_time_and_without_a_reason() -> None:
    number = registered()
    with pytest.raises(CaseReasonMissing):
        extended(number, reason=" ")
    extended(number, 1)
    with pytest.raises(LimitNotExtended):
        extended(number, 1)


def test_refuses_a_limit_of_which_the_law_says_no_extension() -> None:
    number = opened(asel()).case.number
    with pytest.raises(LimitNotExtended):
        extended(number, name="registration")


def test_refuses_what_has_run_out_or_is_over_or_closed(time_machine: Any) -> None:
    number = registered()
    with pytest.raises(LimitOver):
        extended(number, name="registration")
    time_machine.move_to(MONDAY + timedelta(days=30))
    with pytest.raises(LimitOver):
        extended(number)
    cases.close_case(actor=yerlan(), number=number, kind=cases.Closure.Kind.SETTLED, reason="Settled.")
    with pytest.raises(CaseIsClosed):
        extended(number)


def test_only_who_leads_the_case_extends() -> None:
    key = clock(registered()).pk
    with pytest.raises(NotPermitted):
        cases.extend_clock(actor=asel(), clock=key, count=5, reason="An expert is heard.")
    with pytest.raises(NotFound):
        cases.extend_clock(actor=olga(), clock=key, count=5, reason="An expert is heard.")


def test_the_page_offers_it_where_it_may_be_and_shows_it_then() -> None:
    number = registered()
    head, officer = Client(), Client()
    head.force_login(yerlan())
    officer.force_login(asel())
    case = reverse("cases:case", args=[number])
    address = reverse("cases:extend", args=[number, clock(number).pk])
    assert address in head.get(case).content.decode()
    assert address not in officer.get(case).content.decode()
    assert officer.get(address).status_code == 403
    assert "At most 10 working days" in head.get(address).content.decode()
    assert head.post(address, {"count": "11", "reason": "An expert is heard."}).status_code == 422
    assert head.post(address, {"count": "10", "reason": "An expert is heard."}).status_code == 302
    shown = head.get(case).content.decode()
    assert "extended by 10 working days" in shown
    assert "An expert is heard." in shown
    assert address not in shown
    assert "allows no extension" in head.get(address).content.decode()
