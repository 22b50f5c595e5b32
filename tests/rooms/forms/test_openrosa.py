"""What a device asks and is told, as OpenRosa 1.0 and its clients have it."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client
from django.utils.http import parse_http_date
from lxml import etree

from tests.cast import asel, ruslan, yerlan
from tests.rooms.forms.filled import a_device, a_form, answers
from tests.rooms.forms.posts import a_client, a_file, a_post, basic, message, part, send, the_answers, whole
from tirek import forms
from tirek.forms.models import Attachment, Submission
from tirek.forms.seals import content_of, file_of, key_of

pytestmark = pytest.mark.django_db

LISTED = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
PICTURE = b"\xff\xd8\r\n--\x00\x1a"


@pytest.fixture(autouse=True)
def nobody_failed_before() -> None:
    cache.clear()


@pytest.fixture
def issued() -> forms.IssuedDevice:
    a_form(media={"map.png": b"a map", "places.csv": b"name,label\n"})
    return a_device(yerlan())


@pytest.fixture
def client(issued: forms.IssuedDevice) -> Client:
    return a_client(issued)


def kept_bytes() -> bytes:
    submission = Submission.objects.get()
    return content_of(submission, key_of(submission))


def kept_files() -> dict[str, bytes]:
    key = key_of(Submission.objects.get())
    return {each.name: file_of(each, key) for each in Attachment.objects.all()}


def test_it_works(client: Client) -> None:
    asked = client.head("/collect/submission", headers={"X-OpenRosa-Version": "1.0"})
    assert asked.status_code == 204
    assert asked["Location"] == "http://testserver/collect/submission"
    xml = answers()
    sent = send(client, a_post(xml, [("cell.jpg", PICTURE)]))
    assert (sent.status_code, message(sent)[0]) == (201, "submit_success")
    assert kept_bytes() == xml
    assert kept_files() == {"cell.jpg": PICTURE}


@pytest.mark.parametrize("path", ["formList", "submission", "forms/visit/2026-1.xml", "forms/visit/none.xml"])
def test_every_answer_speaks_openrosa(client: Client, path: str) -> None:
    for asker in (client, Client()):
        answer = asker.head(f"/collect/{path}") if path == "submission" else asker.get(f"/collect/{path}")
        assert answer["X-OpenRosa-Version"] == "1.0"
        assert int(answer["X-OpenRosa-Accept-Content-Length"]) >= 10_000_000
        assert parse_http_date(answer["Date"])
        assert "private" in answer["Cache-Control"]


def test_lists_the_forms_in_force_with_their_digests(client: Client) -> None:
    form = forms.forms_for_devices().get()
    (found,) = etree.fromstring(client.get("/collect/formList").content)
    told = {child.tag.removeprefix(LISTED): child.text for child in found}
    assert told == {
        "formID": "visit",
        "name": "Visit",
        "version": "2026-1",
        "hash": f"md5:{hashlib.md5(bytes(form.xform)).hexdigest()}",
        "downloadUrl": "http://testserver/collect/forms/visit/2026-1.xml",
        "manifestUrl": "http://testserver/collect/forms/visit/2026-1/manifest",
    }
    assert client.get("/collect/forms/visit/2026-1.xml").content == bytes(form.xform)


def test_names_forms_in_the_language_that_the_device_asks_for_or_its_issuer_s(issued: forms.IssuedDevice) -> None:
    def name(**headers: str) -> str | None:
        return etree.fromstring(a_client(issued, **headers).get("/collect/formList").content).findtext(
            f".//{LISTED}name"
        )

    assert name() == "Visit"
    assert name(**{"Accept-Language": "ru"}) == "Посещение"
    yerlan_reads_russian = yerlan()
    type(yerlan_reads_russian).objects.filter(pk=yerlan_reads_russian.pk).update(language="ru")
    assert name() == "Посещение"


def test_lists_one_form_where_one_is_asked_for(client: Client) -> None:
    a_form("other", "1")
    assert len(etree.fromstring(client.get("/collect/formList").content)) == 2
    assert len(etree.fromstring(client.get("/collect/formList?formID=other").content)) == 1
    assert len(etree.fromstring(client.get("/collect/formList?formID=none").content)) == 0


def test_lists_no_form_that_nobody_fills_and_no_old_edition(client: Client) -> None:
    a_form("read-only", "1", access={"officer": "read", "auditor": "fill"})
    visit = forms.forms_for_devices().get()
    a_form("visit", "2026-2", of=visit.edition.mechanism)
    (found,) = etree.fromstring(client.get("/collect/formList").content)
    assert found.findtext(f"{LISTED}version") == "2026-2"
    for path in ("forms/read-only/1.xml", "forms/visit/2026-1.xml", "forms/visit/2026-2/manifest/x"):
        assert client.get(f"/collect/{path}").status_code == 404


def test_lists_and_gives_the_files_that_a_form_shows(client: Client) -> None:
    found = etree.fromstring(client.get("/collect/forms/visit/2026-1/manifest").content)
    told = [{child.tag.removeprefix(MANIFEST): child.text for child in each} for each in found]
    assert [each["filename"] for each in told] == ["map.png", "places.csv"]
    assert told[0]["hash"] == f"md5:{hashlib.md5(b'a map').hexdigest()}"
    for each, content in zip(told, (b"a map", b"name,label\n"), strict=True):
        assert client.get((each["downloadUrl"] or "").removeprefix("http://testserver")).content == content
    assert client.get("/collect/forms/visit/2026-1/media/other.png").status_code == 404
    assert client.get("/collect/forms/visit/2026-1/media/..%2fvisit.md").status_code == 404


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    for path in (
        "formList",
        "forms/visit/2026-1.xml",
        "forms/visit/2026-1/manifest",
        "forms/visit/2026-1/media/map.png",
    ):
        first = client.get(f"/collect/{path}")
        again = client.get(f"/collect/{path}", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    list_before = client.get("/collect/formList")["ETag"]
    a_form("other", "1")
    assert client.get("/collect/formList", headers={"If-None-Match": list_before}).status_code == 200


def test_who_does_not_sign_or_signs_wrongly_is_asked_to_sign(issued: forms.IssuedDevice) -> None:
    key, secret = str(issued.device.pk), issued.secret
    wrong = [
        "",
        "Bearer x",
        "Basic",
        "Basic !!!",
        "Basic /w==",
        basic(key, secret[:-1]),
        basic(key, ""),
        basic("", secret),
        basic("not a key", secret),
        basic("00000000-0000-0000-0000-000000000000", secret),
        basic(key, f"{secret} "),
    ]
    for authorization in wrong:
        client = Client(headers={"Authorization": authorization} if authorization else {})
        for answer in (
            client.get("/collect/formList"),
            client.head("/collect/submission"),
            send(client, a_post(answers())),
        ):
            assert answer.status_code == 401, authorization
            assert answer["WWW-Authenticate"].startswith('Basic realm="Tirek"')
    assert Submission.objects.count() == 0


def test_a_session_counts_for_nothing_here(issued: forms.IssuedDevice) -> None:
    client = Client()
    client.force_login(asel())
    assert client.get("/collect/formList").status_code == 401
    assert send(client, a_post(answers())).status_code == 401


def test_a_device_that_was_withdrawn_is_told_so_and_nobody_else_is(issued: forms.IssuedDevice) -> None:
    forms.withdraw_device(account=yerlan(), device=issued.device, reason="Lost")
    answer = send(a_client(issued), a_post(answers()))
    assert answer.status_code == 401
    assert "withdrawn" in message(answer)[1]
    stranger = send(Client(headers={"Authorization": basic(str(issued.device.pk), "x")}), a_post(answers()))
    assert "withdrawn" not in message(stranger)[1]
    assert Submission.objects.count() == 0


def test_who_fails_too_often_is_told_so_and_the_device_itself_is_never_shut_out(issued: forms.IssuedDevice) -> None:
    stranger = Client(headers={"Authorization": basic(str(issued.device.pk), "x")})
    found = [stranger.get("/collect/formList").status_code for _ in range(102)]
    assert found == [401] * 100 + [429] * 2
    assert Client().get("/collect/formList").status_code == 401
    assert a_client(issued).get("/collect/formList").status_code == 200


def test_the_same_post_again_is_acknowledged_again(client: Client) -> None:
    body = a_post(answers(), [("cell.jpg", PICTURE)])
    assert [send(client, body).status_code for _ in range(3)] == [201] * 3
    assert Submission.objects.count() == Attachment.objects.count() == 1


def test_an_incomplete_post_is_acknowledged_as_such(client: Client) -> None:
    xml = answers()
    more = part('form-data; name="*isIncomplete*"', b"yes", "Content-Length: 3")
    assert send(client, whole(the_answers(xml), a_file("1.jpg", b"1"), more)).status_code == 202
    assert send(client, whole(the_answers(xml), a_file("2.jpg", b"2"))).status_code == 201
    assert kept_files() == {"1.jpg": b"1", "2.jpg": b"2"}


def test_more_than_a_hundred_files_come_in_one_post(client: Client) -> None:
    files = [(f"{number}.jpg", str(number).encode()) for number in range(150)]
    assert send(client, a_post(answers(), files)).status_code == 201
    assert kept_files() == dict(files)


def test_other_bytes_under_the_same_number_are_refused_in_words(client: Client) -> None:
    xml = answers(instance="uuid:1")
    assert send(client, a_post(xml)).status_code == 201
    answer = send(client, a_post(xml.replace(b"12", b"13")))
    assert answer.status_code == 409
    assert message(answer) == (
        "submit_error",
        "Other answers are kept already under the same number. What came now is kept aside. "
        "A person of the office looks at both. Nothing needs to be sent again.",
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (a_post(answers(form_id="none")), 404),
        (a_post(answers(version="none")), 404),
        (a_post(b"<not"), 400),
        (whole(), 400),
        (whole(a_file("cell.jpg", PICTURE)), 400),
        (whole(the_answers(answers()), the_answers(answers())), 400),
        (a_post(answers(), [("a/b.jpg", PICTURE)]), 400),
        (a_post(answers(), [("..", PICTURE)]), 400),
        (a_post(answers(f"<a>{'x' * 11_000_000}</a>")), 413),
        (b"", 400),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words_and_nothing_is_kept(client: Client, body: bytes, status: int) -> None:
    answer = send(client, body)
    assert (answer.status_code, message(answer)[0]) == (status, "submit_error")
    assert Submission.objects.count() == 0


def test_a_form_that_no_device_may_fill_is_refused_in_words(client: Client) -> None:
    a_form("secret", "1", access={"auditor": "fill"})
    answer = send(client, a_post(answers(form_id="secret", version="1")))
    assert answer.status_code == 403
    assert message(answer)[0] == "submit_error"


def test_other_methods_are_not_answered(client: Client) -> None:
    assert client.get("/collect/submission").status_code == 405
    assert client.post("/collect/formList").status_code == 405
    assert client.delete("/collect/submission").status_code == 405


def test_words_are_escaped(client: Client) -> None:
    answer = send(client, a_post(answers(form_id="&lt;b&gt;&amp;")))
    assert "<b>&" in message(answer)[1]


def test_while_nothing_can_be_kept_it_says_so_and_when_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_args: Any, **_kwargs: Any) -> None:
        raise OperationalError("the disk is full")

    monkeypatch.setattr("tirek.forms.operations.receiving._store", away)
    answer = send(client, a_post(answers()))
    assert (answer.status_code, message(answer)[0]) == (503, "submit_error")
    assert int(answer["Retry-After"]) > 0
    assert "the disk is full" in caplog.text
    assert "disk" not in message(answer)[1]


@pytest.mark.parametrize("where", ["keys", "device"])
def test_while_the_keys_or_the_database_are_away_it_is_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    if where == "keys":
        monkeypatch.setenv("TIREK_KEYS", "/dev/null/keys")
    else:
        monkeypatch.setattr("tirek.forms.devices.Device.objects.select_related", _away)
    assert send(client, a_post(answers())).status_code == 503


def _away(*_args: Any) -> None:
    raise OperationalError("away")


def test_the_administrator_s_device_of_the_national_office_is_as_good() -> None:
    a_form()
    assert send(a_client(a_device(ruslan())), a_post(answers())).status_code == 201
    assert re.fullmatch(r"HRC", Submission.objects.get().office_id)
