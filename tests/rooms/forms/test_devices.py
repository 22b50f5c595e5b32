"""Devices are issued to an office, send for it, and are withdrawn; nothing but the digest of a secret is kept."""

from __future__ import annotations

import json
import logging
import zlib
from base64 import b64decode
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client

from tests.cast import AKTOBE, ALMATY, EVERYONE, asel, office, ruslan, somebody, yerlan
from tests.rooms.forms.filled import a_device, a_form, answers
from tests.rooms.forms.posts import a_client, a_post, send
from tirek import forms
from tirek.directory import NotFound, NotPermitted, Role
from tirek.forms.devices import device_for, device_of, devices_for
from tirek.forms.durability import say_if_unsafe, unsafe_settings
from tirek.forms.errors import (
    DeviceAlreadyWithdrawn,
    DeviceNameMissing,
    DeviceReasonMissing,
    DeviceUnknown,
    DeviceWithdrawn,
)
from tirek.ledger import entries, verify
from tirek.web.devices.collect_code import code_of, settings_of

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    issued = a_device(yerlan(), name=" Tablet 3 ")
    assert (issued.device.name, issued.device.office_id) == ("Tablet 3", AKTOBE)
    assert device_of(key=str(issued.device.pk), secret=issued.secret) == issued.device
    assert len(issued.secret) >= 43  # 256 bits
    assert bytes(issued.device.secret_digest) == sha256(issued.secret.encode()).digest()
    assert entries(chain=AKTOBE)[0].event == "device-issued"


def test_the_secret_stands_nowhere() -> None:
    issued = a_device(yerlan())
    assert issued.secret not in repr(issued)
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{issued.secret}%"])
            assert cursor.fetchone() == (0,), table


def test_two_devices_have_two_secrets() -> None:
    one, other = a_device(yerlan()), a_device(yerlan())
    with pytest.raises(DeviceUnknown):
        device_of(key=str(one.device.pk), secret=other.secret)


@pytest.mark.parametrize("key", ["", "x", "00000000-0000-0000-0000-000000000000", "\x00", "Ұ"])
def test_nobody_is_known_by_another_key(key: str) -> None:
    issued = a_device(yerlan())
    for secret in (issued.secret, ""):
        with pytest.raises(DeviceUnknown):
            device_of(key=key, secret=secret)


def test_withdrawn_it_is_refused_from_then_on() -> None:
    issued = a_device(yerlan())
    forms.withdraw_device(account=yerlan(), device=issued.device, reason=" Lost on a journey ")
    with pytest.raises(DeviceWithdrawn):
        device_of(key=str(issued.device.pk), secret=issued.secret)
    with pytest.raises(DeviceUnknown):
        device_of(key=str(issued.device.pk), secret="x")
    assert forms.Device.objects.get().withdrawn_because == "Lost on a journey"
    assert verify().ok


def test_it_is_withdrawn_once_and_with_a_reason() -> None:
    device = a_device(yerlan()).device
    with pytest.raises(DeviceReasonMissing):
        forms.withdraw_device(account=yerlan(), device=device, reason=" ")
    forms.withdraw_device(account=yerlan(), device=device, reason="Lost")
    with pytest.raises(DeviceAlreadyWithdrawn):
        forms.withdraw_device(account=yerlan(), device=device, reason="Lost")


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "a\nb"])
def test_refuses_a_device_without_a_name(name: str) -> None:
    with pytest.raises(DeviceNameMissing):
        a_device(yerlan(), name=name)


def test_only_the_head_of_the_office_and_the_administrator_issue_and_withdraw() -> None:
    device = a_device(yerlan()).device
    head_of_almaty = somebody("aliya", Role.SUPERVISOR, ALMATY)
    for person in (*(each() for each in EVERYONE if each not in (yerlan, ruslan)), head_of_almaty):
        with pytest.raises(NotPermitted):
            a_device(person, office(AKTOBE))
        with pytest.raises(NotPermitted):
            forms.withdraw_device(account=person, device=device, reason="Lost")
        with pytest.raises(NotFound):
            device_for(person, device.pk)
    a_device(ruslan(), office(AKTOBE))
    assert devices_for(yerlan()).count() == devices_for(ruslan()).count() == 2
    assert devices_for(head_of_almaty).count() == 0
    forms.withdraw_device(account=ruslan(), device=device, reason="Lost")


def test_the_database_lets_nothing_else_of_a_device_be_changed() -> None:
    from django.db import ProgrammingError, transaction

    a_device(yerlan())
    for change in ("UPDATE answers_device SET secret_digest = ''", "DELETE FROM answers_device"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(change)


def test_the_list_says_when_a_device_last_sent_something() -> None:
    a_form()
    issued = a_device(yerlan())
    assert [each.last_sent for each in devices_for(yerlan())] == [None]  # type: ignore[attr-defined]
    a_client(issued).get("/collect/formList")
    assert [each.last_sent for each in devices_for(yerlan())] == [None]  # type: ignore[attr-defined]
    send(a_client(issued), a_post(answers()))
    assert devices_for(yerlan())[0].last_sent == forms.Submission.objects.get().received_at  # type: ignore[attr-defined]


# Pages.


@pytest.fixture
def head() -> Client:
    client = Client()
    client.force_login(yerlan())
    return client


def test_the_page_issues_a_device_and_shows_its_secret_once(head: Client) -> None:
    assert "No device yet" in head.get("/devices/").content.decode()
    answer = head.post("/devices/", {"name": "Tablet 3", "office": AKTOBE})
    device = forms.Device.objects.get()
    assert "no-store" in answer["Cache-Control"]
    secret = answer.context["secret"]
    assert device_of(key=str(device.pk), secret=secret) == device
    page = answer.content.decode()
    assert page.count(secret) == 1
    assert "<svg" in page
    again = head.get("/devices/").content.decode()
    assert secret not in again
    assert "Tablet 3" in again


def test_the_page_says_what_is_wrong_with_what_was_entered(head: Client) -> None:
    for wrong in ({"name": "", "office": AKTOBE}, {"name": "Tablet", "office": ALMATY}, {"name": "x" * 61}):
        answer = head.post("/devices/", wrong)
        assert answer.status_code == 200
        assert answer.context["form"].errors
    assert forms.Device.objects.count() == 0


def test_the_page_withdraws_a_device(head: Client) -> None:
    device = a_device(yerlan()).device
    assert head.post(f"/devices/{device.pk}/withdraw/", {"reason": ""}).status_code == 422
    answer = head.post(f"/devices/{device.pk}/withdraw/", {"reason": "Lost"}, follow=True)
    assert "Lost" in answer.content.decode()
    assert forms.Device.objects.get().withdrawn_because == "Lost"


def test_the_page_says_that_the_database_does_not_wait_for_its_disk(head: Client) -> None:
    """The tests' own database does not."""
    assert unsafe_settings() == ["fsync = off", "full_page_writes = off", "synchronous_commit = off"]
    assert "fsync = off" in head.get("/devices/").content.decode()


def test_the_log_says_it_loudly(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    say_if_unsafe()
    (said,) = caplog.records
    assert (said.levelno, "fsync = off" in said.getMessage()) == (logging.CRITICAL, True)
    caplog.clear()
    monkeypatch.setattr("tirek.forms.durability.SAFE", dict.fromkeys(("fsync", "full_page_writes"), ("off",)))
    say_if_unsafe()
    assert not caplog.records


def test_the_code_is_what_collect_reads() -> None:
    issued = a_device(yerlan(), name="Tablet 3")
    told = settings_of(issued, "https://tirek.example/collect")
    assert told["general"]["server_url"] == "https://tirek.example/collect"
    assert (told["general"]["username"], told["general"]["password"]) == (str(issued.device.pk), issued.secret)
    assert told["general"]["form_update_mode"] == "match_exactly"
    assert told["general"]["delete_send"] is True


def test_the_picture_holds_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    import segno

    drawn: list[str] = []
    make = segno.make
    monkeypatch.setattr("segno.make", lambda text, **how: drawn.append(text) or make(text, **how))
    issued = a_device(yerlan())
    picture = code_of(issued, "https://tirek.example/collect")
    assert json.loads(zlib.decompress(b64decode(drawn[0]))) == settings_of(issued, "https://tirek.example/collect")
    assert picture.startswith("<svg")
    assert "style=" not in picture
    assert issued.secret not in picture


def test_who_is_no_head_and_no_administrator_sees_no_devices() -> None:
    client = Client()
    client.force_login(asel())
    assert client.get("/devices/").status_code == 403
