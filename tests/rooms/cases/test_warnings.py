"""Limits and rules are told in time, once, to who must know, and letters tell nobody else anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage

from tests.case_rows import MADE
from tests.cast import ALMATY, asel, office, somebody, yerlan
from tests.rooms.cases.complaint import NAME, TELEPHONE, do, installed, opened, waiting
from tirek import cases
from tirek.cases.warnings import lead_of, warn
from tirek.directory import Account, Role, Verdict
from tirek.ledger import entries, entry, verify
from tirek.safeguards import limit_of

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 16, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def mechanism(time_machine: Any) -> None:
    installed()
    time_machine.move_to(MONDAY)
    for account in (asel(), yerlan()):
        Account.objects.filter(pk=account.pk).update(email=f"{account.username}@example.org", language="en")


def registered() -> str:
    number = opened(asel()).case.number
    do(asel(), number, "register")
    return number


def told(mailoutbox: list[EmailMessage]) -> list[tuple[str, str]]:
    found = sorted((each.to[0].partition("@")[0], each.subject) for each in mailoutbox)
    mailoutbox.clear()
    return found


def test_it_works(time_machine: Any, mailoutbox: list[EmailMessage]) -> None:
    """Fifteen working days from Monday the 16th of March end on Thursday the 9th of April."""
    number = registered()
    time_machine.move_to(datetime(2026, 4, 3, 18, tzinfo=UTC))
    assert warn() == 0
    time_machine.move_to(datetime(2026, 4, 5, 20, tzinfo=UTC))  # in Kazakhstan it is Monday, three working days before
    assert warn() == 1
    near = f"A limit of case {number} is near."
    assert f"/cases/{number}/" in mailoutbox[0].body
    assert told(mailoutbox) == [("asel", near), ("yerlan", near)]
    time_machine.move_to(datetime(2026, 4, 9, 19, 0, 1, tzinfo=UTC))
    assert warn() == 1
    late = f"A limit of case {number} has run out."
    assert told(mailoutbox) == [("asel", late), ("yerlan", late)]
    assert warn() == 0
    assert told(mailoutbox) == []


def test_a_letter_holds_the_number_and_the_address_alone(mailoutbox: list[EmailMessage], time_machine: Any) -> None:
    number = opened(asel(), torture_alleged="yes").case.number
    time_machine.move_to(MONDAY + timedelta(days=3))
    warn()
    assert len(mailoutbox) >= 4
    for letter in mailoutbox:
        whole = letter.subject + letter.body
        assert number in whole
        assert not any(word in whole for word in (NAME, TELEPHONE, "torture", "tell-head", "Жалоба"))


def test_short_limits_are_near_a_day_before() -> None:
    limits = ("24 hours", "1 working day", "4 days", "5 days", "15 working days", "1 month")
    assert [lead_of(limit_of(each)) for each in limits] == [1, 1, 1, 3, 3, 3]


def test_silence_that_a_rule_forbids_is_found_without_anybody_doing_a_step(
    time_machine: Any, mailoutbox: list[EmailMessage]
) -> None:
    number = opened(asel(), torture_alleged="yes").case.number
    warn()
    told(mailoutbox)
    time_machine.move_to(MONDAY + timedelta(hours=25))
    warn()

    with cases.sight_of_the_house():
        assert list(cases.Breach.objects.values_list("safeguard", flat=True)) == ["torture-told-same-day"]
        assert cases.Case.objects.get(number=number).breaches == 1
    assert ("yerlan", f"In case {number} a rule was not kept.") in (letters := told(mailoutbox))
    assert ("asel", f"In case {number} a rule was not kept.") not in letters
    assert len(list(entries(event="case-limit-ran-out"))) == 1
    assert verify().ok
    warn()
    assert told(mailoutbox) == []
    assert len(list(entries(event="case-limit-ran-out"))) == 1


def test_a_house_that_went_down_while_it_told_tells_nothing_twice(
    time_machine: Any, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[EmailMessage]
) -> None:
    registered()
    time_machine.move_to(datetime(2026, 4, 6, 20, tzinfo=UTC))

    def killed(_letter: EmailMessage, **_how: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(EmailMessage, "send", killed)
    with pytest.raises(KeyboardInterrupt):
        warn()
    monkeypatch.undo()
    assert warn() == 0
    assert mailoutbox == []


def test_what_no_server_took_is_told_the_next_time(
    time_machine: Any, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[EmailMessage]
) -> None:
    registered()
    time_machine.move_to(datetime(2026, 4, 10, 20, tzinfo=UTC))

    def away(_letter: EmailMessage, **_how: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", away)
    assert warn() == 0
    monkeypatch.undo()
    assert warn() == 1
    assert len(mailoutbox) == 2
    assert len(list(entries(event="case-limit-ran-out"))) == 1


def test_of_a_case_that_went_elsewhere_the_new_office_is_told(
    time_machine: Any, mailoutbox: list[EmailMessage]
) -> None:
    number = registered()
    head = somebody("head-of-almaty", Role.SUPERVISOR, ALMATY)
    Account.objects.filter(pk=head.pk).update(email="head@example.org")
    cases.send_case(actor=yerlan(), number=number, to=office(ALMATY), consent="given", reason="Lives there.")
    cases.accept_case(actor=head, number=number)
    time_machine.move_to(datetime(2026, 4, 6, 20, tzinfo=UTC))
    warn()
    assert [name for name, _subject in told(mailoutbox)] == ["head"]


def test_nothing_is_told_of_a_closed_case(time_machine: Any, mailoutbox: list[EmailMessage]) -> None:
    number = registered()
    cases.close_case(actor=yerlan(), number=number, kind=cases.Closure.Kind.SETTLED, reason="Settled.")
    time_machine.move_to(datetime(2026, 4, 20, tzinfo=UTC))
    assert warn() == 0
    assert told(mailoutbox) == []
    assert waiting(number)


def test_a_case_whose_key_is_away_is_told_of_in_one_line_and_left_alone_for_longer_each_time(
    time_machine: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    for _each in range(2):
        registered()
    late = datetime(2026, 4, 10, tzinfo=UTC)
    time_machine.move_to(late)
    with monkeypatch.context() as keys:
        keys.setenv("TIREK_KEYS", str(tmp_path))
        tried = []
        for minutes in range(0, 30):
            caplog.clear()
            warn(now=late + timedelta(minutes=minutes))
            tried += [(minutes, record.getMessage()) for record in caplog.records if record.levelname == "WARNING"]
            assert not any(record.exc_info for record in caplog.records)
    said = (
        "2 of what cases wait for could not be done, and is tried again later."
        " The key that opens this is not here: office HRC-15."
    )
    assert tried == [(0, said), (5, said), (15, said)]
    assert not list(entries(event="case-limit-ran-out"))
    warn(now=late + timedelta(minutes=36))
    assert len(list(entries(event="case-limit-ran-out"))) == 2


def test_one_case_whose_key_is_away_keeps_no_other_from_going_on(time_machine: Any) -> None:
    registered()
    away = registered()
    time_machine.move_to(datetime(2026, 4, 10, tzinfo=UTC))
    with cases.sight_of_the_house(), entry(event=MADE, office="HRC-15", by="-") as trace:
        case = cases.Case.objects.get(number=away)
        case.wrapped_key = b"another key"
        trace.change(case)
    warn()
    assert len(list(entries(event="case-limit-ran-out"))) == 1


def test_of_an_erased_case_a_limit_runs_out_once(time_machine: Any, caplog: pytest.LogCaptureFixture) -> None:
    number = registered()
    asked = cases.ask_erasure(actor=yerlan(), number=number, ground=cases.Erasure.Ground.ASKED)
    second = somebody("second", Role.SUPERVISOR, "HRC-15")
    cases.review_erasure(actor=second, erasure=asked.pk, verdict=Verdict.APPROVED, reason="")
    with cases.sight_of_the_house():
        cases.finish_erasures()
    time_machine.move_to(datetime(2026, 4, 10, tzinfo=UTC))
    warn()
    warn()
    assert len(list(entries(event="case-limit-ran-out"))) == 1
    assert not caplog.records
    with cases.sight_of_the_house():
        assert set(cases.Clock.objects.filter(case__number=number, ended_at=None).values_list("met", flat=True)) == {
            False
        }
