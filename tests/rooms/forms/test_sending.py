"""What a page of the house sends: as devices do, with a session and the proof that the page is ours."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from tests.cast import asel, viktor
from tests.rooms.forms.filled import a_form, answers
from tests.rooms.forms.posts import TYPE, a_file, a_post, part, the_answers, whole
from tirek.forms.models import Attachment, Submission
from tirek.forms.seals import content_of, key_of

pytestmark = pytest.mark.django_db

ADDRESS = "/forms/submissions/"


@pytest.fixture
def client() -> Client:
    """An officer, in a browser that asks for the proof."""
    a_form()
    client = Client(enforce_csrf_checks=True)
    client.force_login(asel())
    return client


def token(client: Client) -> str:
    client.get("/")
    return client.cookies["csrftoken"].value


def send(client: Client, body: bytes, **headers: str) -> Any:
    return client.post(ADDRESS, data=body, content_type=TYPE, headers=headers)


def proved(client: Client, body: bytes) -> Any:
    return send(client, body, **{"X-CSRFToken": token(client)})


def test_it_works(client: Client) -> None:
    xml = answers()
    sent = proved(client, a_post(xml, [("cell.jpg", b"\xff\r\n")]))
    submission = Submission.objects.get()
    assert sent.status_code == 201
    assert sent.json() == {"id": str(submission.pk), "url": f"/forms/answers/{submission.pk}/"}
    assert content_of(submission, key_of(submission)) == xml
    assert submission.account_id == asel().pk
    assert Attachment.objects.get().name == "cell.jpg"


def test_the_proof_may_be_a_field(client: Client) -> None:
    proof = part('form-data; name="csrfmiddlewaretoken"', token(client).encode())
    assert send(client, whole(proof, the_answers(answers()))).status_code == 201


def test_without_the_proof_nothing_is_taken(client: Client) -> None:
    for wrong in ({}, {"X-CSRFToken": "x" * 64}):
        answer = send(client, a_post(answers()), **wrong)
        assert (answer.status_code, answer.json()["refusal"]["id"]) == (403, "form-from-elsewhere")
    assert Submission.objects.count() == 0


def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    answer = send(Client(), a_post(answers()))
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]


def test_twice_is_once(client: Client) -> None:
    body = a_post(answers())
    assert proved(client, body).json() == proved(client, body).json()
    assert Submission.objects.count() == 1


def test_what_is_refused_is_said_as_the_page_needs_it(client: Client) -> None:
    xml = answers(instance="uuid:1")
    proved(client, a_post(xml))
    for body, status, name in (
        (a_post(xml.replace(b"12", b"13")), 409, "other-answers-already-kept"),
        (a_post(answers(version="9")), 404, "no-such-form"),
        (a_post(b"<not"), 422, "submission-unreadable"),
        (a_post(answers(), [("a/b", b"")]), 422, "file-name-refused"),
        (whole(a_file("a.jpg", b"")), 422, "answers-missing"),
        (a_post(answers())[:-10], 422, "post-unreadable"),
    ):
        answer = proved(client, body)
        assert answer.status_code == status, name
        assert answer.json()["refusal"]["id"] == name
        assert answer.json()["refusal"]["sentence"]
    assert Submission.objects.count() == 1


def test_who_may_not_fill_forms_is_refused() -> None:
    a_form()
    client = Client()
    client.force_login(viktor())
    answer = send(client, a_post(answers()))
    assert (answer.status_code, answer.json()["refusal"]["id"]) == (403, "not-permitted")


def test_while_nothing_can_be_kept_the_page_is_told_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: Any) -> None:
        raise OperationalError("away")

    monkeypatch.setattr("tirek.forms.operations.receiving._store", away)
    answer = proved(client, a_post(answers()))
    assert (answer.status_code, answer.json()["refusal"]["id"]) == (503, "nothing-kept-now")
