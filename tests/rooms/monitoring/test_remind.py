"""One plain e-mail a day to each account with an address and something late or due; none twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.urls import reverse

from tests.cast import AKTOBE, PASSWORD, dana, office, somebody
from tests.rooms.monitoring.watching import at_once, done, programme
from tirek import monitoring, reports
from tirek.directory import Account, Role, open_account
from tirek.monitoring import ReminderSent, Sending
from tirek.monitoring.errors import MailNotConfigured
from tirek.plans import Programme
from tirek.settings import mail as mail_settings

pytestmark = pytest.mark.django_db
TODAY = date(2022, 9, 26)  # a Monday: the third quarter ends on Friday


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PUBLIC_URL = "https://tirek.example.org"


def with_address(
    username: str = "askar", role: Role = Role.MONITORING, at: str = "HRC", language: str = "en"
) -> Account:
    open_account(
        username=username,
        password=PASSWORD,
        office=office(at),
        roles=frozenset({role}),
        language=language,
        email=f"{username}@example.org",
    )
    return Account.objects.select_related("office").get(username=username)


def reported(*keys: str) -> Any:
    def answer(programmes: Iterable[Programme]) -> dict[Any, set[str]]:
        return {each.pk: set(keys) for each in programmes}

    return answer


def remind(today: date = TODAY, **given: Any) -> list[Sending]:
    return list(monitoring.remind(today=today, **({"reported": reported()} | given)))


def states(found: list[Sending]) -> dict[str, str]:
    return {each.reminder.account.username: each.state for each in found}


def test_it_works() -> None:
    programme("Quarterly")
    with_address()
    assert states(remind()) == {"askar": "sent"}
    (sent,) = mail.outbox
    assert sent.to == ["askar@example.org"]
    assert sent.subject == "Tirek: 2 late, 2 due"
    assert "- Action 1, Q2 2022, by 30 June 2022 (00143776)" in sent.body
    assert "- Action 1, Q3 2022, by 30 September 2022 (00143776)" in sent.body
    assert "https://tirek.example.org/monitoring/00143776/actions/" in sent.body
    assert "https://tirek.example.org" + reverse("reports:index", args=["00143776"]) in sent.body
    assert sent.body.index("Late") < sent.body.index("Due")


def test_is_plain_and_says_that_a_machine_wrote_it() -> None:
    programme("Quarterly")
    with_address()
    remind()
    (sent,) = mail.outbox
    message = sent.message()
    assert message.get_content_type() == "text/plain"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"] == settings.DEFAULT_FROM_EMAIL
    assert not sent.attachments


def test_holds_nothing_of_what_was_written_down() -> None:
    programme("Quarterly")
    account = with_address()
    done(account, key="2022-Q2", day=date(2022, 7, 1), note="A word that is nobody's business")
    remind()
    (sent,) = mail.outbox
    assert "nobody's business" not in sent.body
    assert account.email not in sent.body


def test_never_twice_a_day_and_again_on_the_next() -> None:
    programme("Quarterly")
    with_address()
    assert [states(remind()) for _ in range(3)] == [{"askar": "sent"}, {"askar": "already"}, {"askar": "already"}]
    assert states(remind(TODAY + timedelta(days=1))) == {"askar": "sent"}
    assert len(mail.outbox) == 2
    assert ReminderSent.objects.count() == 2


def test_without_an_address_nobody_is_reminded() -> None:
    programme("Quarterly")
    somebody("askar", Role.MONITORING)
    assert remind() == []


def test_one_who_is_no_longer_active_is_not_reminded() -> None:
    programme("Quarterly")
    account = with_address()
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert remind() == []


@pytest.mark.parametrize(
    ("role", "reminded"),
    [(role, role in (Role.COORDINATOR, Role.MONITORING)) for role in Role],
)
def test_only_of_what_the_role_may_do(role: Role, reminded: bool) -> None:
    programme("Quarterly")
    with_address(role=role)
    assert bool(remind()) is reminded


def test_only_of_what_the_office_works_on() -> None:
    dana()
    programme("Quarterly")
    region = with_address("dauren", at=AKTOBE)
    assert monitoring.things_of(region, TODAY, reported=reported()) == []
    programme("Quarterly", code="00143777", at=AKTOBE)
    assert {each.programme.code for each in monitoring.things_of(region, TODAY, reported=reported())} == {"00143777"}
    national = with_address()
    both = {each.programme.code for each in monitoring.things_of(national, TODAY, reported=reported())}
    assert both == {"00143776", "00143777"}


def test_nothing_late_or_due_is_no_reminder() -> None:
    programme("Quarterly")
    account = with_address()
    assert remind(date(2022, 5, 10)) == []
    done(account, key="2022-Q2", day=date(2022, 6, 30))
    assert remind(date(2022, 7, 5), reported=reported("2022-Q2")) == []
    assert mail.outbox == []


@pytest.mark.parametrize(("days", "count"), [(0, 0), (3, 0), (4, 1), (7, 1), (200, 3)])
def test_looks_as_many_days_ahead_as_it_is_asked(days: int, count: int) -> None:
    programme("Quarterly")
    account = with_address()
    found = monitoring.things_of(account, TODAY, reported=reported(), days=days)
    assert len([each for each in found if each.action and each.day >= TODAY]) == count


@pytest.mark.parametrize(("language", "letters"), [("ru", "Tirek"), ("kk", "Tirek"), ("en", "late")])
def test_is_in_the_language_of_the_account(language: str, letters: str) -> None:
    programme("Quarterly")
    with_address(language=language)
    remind()
    assert letters in mail.outbox[0].subject
    months = {"ru": "июня", "kk": "маусым", "en": "June"}
    assert months[language] in mail.outbox[0].body.lower().replace("june", "June")


def test_a_long_list_is_cut_and_says_how_much_more_there_is() -> None:
    programme(*["Monthly"] * 8)
    with_address()
    remind()
    body = mail.outbox[0].body
    assert body.count("\n- Action") == 20 + 8  # what is late is cut; what is due is short
    assert "- and 21 more" in body


def test_one_that_cannot_be_sent_keeps_none_of_the_others_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    programme("Quarterly")
    for name in ("askar", "berik", "dina"):
        with_address(name)
    send = EmailMessage.send

    def broken(message: Any, *args: Any, **kwargs: Any) -> Any:
        if message.to == ["berik@example.org"]:
            raise ConnectionRefusedError
        return send(message, *args, **kwargs)

    monkeypatch.setattr(EmailMessage, "send", broken)
    assert states(remind()) == {"askar": "sent", "berik": "failed", "dina": "sent"}
    monkeypatch.setattr(EmailMessage, "send", send)
    assert states(remind()) == {"askar": "already", "berik": "sent", "dina": "already"}


def test_a_failure_is_logged_without_the_address(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    programme("Quarterly")
    with_address()

    def broken(*_: Any, **__: Any) -> None:
        raise ConnectionRefusedError("askar@example.org")

    monkeypatch.setattr(EmailMessage, "send", broken)
    remind()
    assert "could not be sent" in caplog.text
    assert "askar" not in caplog.text


def test_refuses_where_no_mail_is_configured(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    programme("Quarterly")
    with_address()
    assert not monitoring.sends_mail()
    with pytest.raises(MailNotConfigured):
        remind()
    assert ReminderSent.objects.count() == 0


def test_the_room_of_reports_says_which_reports_are_out() -> None:
    programme("Quarterly")
    with_address()
    assert states(remind(reported=reports.formal_reports_done_in)) == {"askar": "sent"}
    assert "Quarterly report, Q2 2022" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_one() -> None:
    programme("Quarterly")
    with_address()
    found = at_once(*[lambda: states(remind())] * 3)
    assert sorted(each["askar"] for each in found) == ["already", "already", "sent"]
    assert len(mail.outbox) == 1


# The background work.


def at(hour: int, day: date = TODAY) -> Any:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(settings.TIME_ZONE))


@pytest.mark.parametrize(
    ("hour", "day", "count"), [(7, TODAY, 0), (8, TODAY, 1), (17, TODAY, 1), (20, TODAY, 0), (8, date(2022, 9, 25), 0)]
)
def test_the_background_work_reminds_in_the_morning_of_a_working_day(
    hour: int, day: date, count: int, time_machine: Any
) -> None:
    from tirek.web.jobs import remind as job

    programme("Quarterly")
    with_address()
    time_machine.move_to(at(hour, day), tick=False)
    job(timestamp=0)
    job(timestamp=0)
    assert len(mail.outbox) == count


def test_the_background_work_is_quiet_where_no_mail_is_configured(settings: Any, time_machine: Any) -> None:
    from tirek.web.jobs import remind as job

    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    programme("Quarterly")
    with_address()
    time_machine.move_to(at(8), tick=False)
    job(timestamp=0)
    assert ReminderSent.objects.count() == 0


# The settings.


def test_without_a_url_mail_goes_nowhere_and_in_the_demonstration_into_files(tmp_path: Path) -> None:
    assert str(mail_settings("")["EMAIL_BACKEND"]).endswith(".dummy.EmailBackend")
    found = mail_settings("", str(tmp_path))
    assert str(found["EMAIL_BACKEND"]).endswith(".filebased.EmailBackend")
    assert found["EMAIL_FILE_PATH"] == tmp_path / "mail"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://post.example.org", ("post.example.org", 587, "", "", True, False)),
        ("smtps://me:p%40ss@post.example.org", ("post.example.org", 465, "me", "p@ss", False, True)),
        ("smtp://me:x@post.example.org:2525", ("post.example.org", 2525, "me", "x", True, False)),
        ("smtp+plain://localhost", ("localhost", 25, "", "", False, False)),
    ],
)
def test_an_smtp_url_is_read(url: str, expected: tuple[Any, ...]) -> None:
    found = mail_settings(url, "/data")
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == expected
    assert str(found["EMAIL_BACKEND"]).endswith(".smtp.EmailBackend")


@pytest.mark.parametrize("url", ["http://post.example.org", "post.example.org", "smtp://", "smtp"])
def test_another_url_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        mail_settings(url)
    assert "example.org" not in str(refused.value)  # what is refused may hold a password


# The command.


@pytest.fixture
def command(transactional_db: None, database_environment: dict[str, str], tmp_path: Path) -> Any:
    import os

    environment = os.environ | database_environment | {"TIREK_DEMO": "1", "TIREK_DATA": str(tmp_path)}

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tirek.command", "remind", *arguments],
            capture_output=True,
            text=True,
            check=False,
            env=environment | more,
        )

    return run


def test_the_command_sends_into_files_in_the_demonstration(command: Any, tmp_path: Path) -> None:
    programme("Quarterly")
    with_address()
    shown = command("--dry-run")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("To askar: Tirek: ")
    assert not (tmp_path / "mail").exists()
    told = command()
    assert told.stdout == "Sent: 1. Sent before today: 0. Could not be sent: 0.\n"
    (file,) = (tmp_path / "mail").iterdir()
    assert "To: askar@example.org" in file.read_text()
    assert command().stdout == "Sent: 0. Sent before today: 1. Could not be sent: 0.\n"


def test_the_command_says_that_no_mail_is_configured(command: Any) -> None:
    told = command(TIREK_DEMO="0", TIREK_SECRET_KEY="x" * 50)
    assert told.returncode == 2
    assert "This installation sends no e-mail." in told.stderr


def test_the_command_says_when_one_could_not_be_sent(command: Any) -> None:
    programme("Quarterly")
    with_address()
    told = command(TIREK_SMTP_URL="smtp+plain://127.0.0.1:9")
    assert told.returncode == 1
    assert "Could not be sent: 1." in told.stdout


@pytest.mark.parametrize("days", ["-1", "367", "many"])
def test_the_command_takes_no_impossible_number_of_days(command: Any, days: str) -> None:
    assert command("--days", days).returncode == 2


def test_a_reminder_is_noted_only_with_its_mail() -> None:
    programme("Quarterly")
    account = with_address()
    remind()
    row = ReminderSent.objects.get()
    assert (row.account, row.day) == (account, TODAY)
