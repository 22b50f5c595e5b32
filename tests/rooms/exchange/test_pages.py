"""The pages of the exchange, by a client: what they show, give and take."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import aigul, bolat, marat
from tests.programme import attended, people, programme, training
from tests.rooms.exchange.files import exported
from tests.rooms.exchange.furnished import furnished
from tirek import ledger
from tirek.directory import Account
from tirek.plans import Programme

pytestmark = pytest.mark.django_db


def client(account: Account) -> Client:
    made = Client()
    made.force_login(account)
    return made


def upload(content: bytes, name: str = "programme.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_it_works() -> None:
    furnished()
    found = client(aigul()).get("/exchange/00143776/").content.decode()
    assert "Export as JSON" in found
    assert "/exchange/00143776/iati/" in found
    assert "/exchange/import/" in found


def test_the_auditor_exports_and_does_not_import() -> None:
    programme()
    found = client(bolat()).get("/exchange/00143776/").content.decode()
    assert "Export as JSON" in found
    assert "/exchange/import/" not in found
    assert client(bolat()).get("/exchange/import/").status_code == 403


@pytest.mark.parametrize(("form", "starts"), [("json", b'{"format"'), ("xlsx", b"PK\x03\x04")])
def test_gives_the_file(form: str, starts: bytes) -> None:
    programme()
    answer = client(aigul()).post("/exchange/00143776/export/", {"form": form})
    assert b"".join(answer.streaming_content).startswith(starts)
    assert answer["Content-Disposition"] == f'attachment; filename="programme-00143776.{form}"'
    assert "no-store" in answer["Cache-Control"]
    assert ledger.entries(event="programme-exported")[0].detail == {"programme": "00143776", "form": form}


def test_refuses_a_form_that_there_is_not_and_a_mere_look() -> None:
    programme()
    assert client(aigul()).post("/exchange/00143776/export/", {"form": "exe"}).status_code == 404
    assert client(aigul()).get("/exchange/00143776/export/").status_code == 405
    assert client(marat()).post("/exchange/00143776/export/").status_code == 403
    assert not ledger.entries(event="programme-exported")


def test_takes_in_a_file_and_goes_to_the_programme() -> None:
    answer = client(aigul()).post("/exchange/import/", {"file": upload(exported())})
    assert (answer.status_code, answer["Location"]) == (302, "/programmes/00143776/")
    assert Programme.objects.count() == 1


def test_says_what_is_wrong_with_a_file_and_where() -> None:
    changed = exported().replace(b'"amount":"1234.50"', b'"amount":"1234.51"')
    answer = client(aigul()).post("/exchange/import/", {"file": upload(changed)})
    assert answer.status_code == 422
    assert "plan money" in answer.content.decode()
    assert not Programme.objects.exists()


def test_the_same_file_twice_is_a_conflict() -> None:
    coming = client(aigul())
    coming.post("/exchange/import/", {"file": upload(exported())})
    answer = coming.post("/exchange/import/", {"file": upload(exported())})
    assert answer.status_code == 409
    assert "00143776" in answer.content.decode()


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04", b"\x00" * 100])
def test_no_file_of_a_programme_is_a_sentence(content: bytes) -> None:
    assert client(aigul()).post("/exchange/import/", {"file": upload(content)}).status_code == 422


def test_a_form_without_a_file_is_shown_again() -> None:
    answer = client(aigul()).post("/exchange/import/")
    assert answer.status_code == 200
    assert "govuk-error-message" in answer.content.decode()


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tirek.exchange.MEGABYTES", 0, raising=False)
    assert client(aigul()).post("/exchange/import/", {"file": upload(b"{}")}).status_code == 413


def test_the_number_of_queries_does_not_grow() -> None:
    programme()
    looking = client(aigul())
    attended(training(), *people(3))
    few = queries(looking)
    attended(training(), *people(100))
    assert queries(looking) == few


def queries(looking: Client) -> int:
    looking.get("/exchange/00143776/")
    with CaptureQueriesContext(connection) as seen:
        assert looking.get("/exchange/00143776/").status_code == 200
    return len(seen)
