"""What a hidden answer could be learnt by, and who could take an answer out of sight, beside the doors themselves."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.answered import ACCESS, ADDED, FIELDS, NAME, NOW, SECRETS, TOLD, answered, answered_form, asked
from tests.cast import AKTOBE, asel, olga, ruslan, somebody, yerlan, zarina
from tests.rooms.forms.test_who_reads_what import get, unpacked
from tirek.directory import Account, Role, grant_role
from tirek.forms import issue_feed_key, newer_of
from tirek.forms.models import Aside, Device, Submission
from tirek.ledger import entries, entry
from tirek.packs.models import Access, PackForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def form() -> PackForm:
    return answered_form(ruslan())


@pytest.fixture
def told(form: PackForm) -> Submission:
    return answered(form, asel())


def device(name: str = "Tablet 1") -> Device:
    found: Device
    head = yerlan()
    with entry(event=ADDED, office=AKTOBE, by="test") as trace:
        found = trace.store(
            Device(
                office_id=AKTOBE,
                name=name,
                secret_digest=b"x" * 32,
                issued_by=head,
                issued_at=NOW,
                entered_position=trace.position,
            )
        )
    return found


def on_list(who: Account, **query: str) -> str:
    status, content = get(who, "answers", "planted", **query)
    assert status == 200
    return content.decode()


def basic(who: Account, secret: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{who.username}:{secret}".encode()).decode()}


# What is hidden.


def test_a_repeat_of_which_all_is_hidden_does_not_say_how_often() -> None:
    fields = (asked("others", "repeat"), asked("others/name", repeat="others", mark="identity"), asked("age"))
    form = answered_form(ruslan(), fields=fields)
    few, many = (answered(form, asel(), {"others": [{"name": "x"}] * times, "age": "5"}) for times in (1, 4))
    pages = [get(yerlan(), "answer", each.pk)[1].decode() for each in (few, many)]
    assert [page.count("tirek-hidden") for page in pages] == [1, 1]
    assert [page.count("Others") for page in pages] == [1, 1]


def test_a_file_is_not_shown_for_being_named_in_a_text(form: PackForm) -> None:
    named = answered(form, asel(), TOLD | {"who": TOLD["who"] | {"sex": "photo.jpg"}})
    assert get(yerlan(), "file", named.pk, "photo.jpg")[0] == 404
    twice = answered(form, asel(), TOLD | {"paper": "photo.jpg"})
    assert get(yerlan(), "file", twice.pk, "photo.jpg")[0] == 404
    assert get(yerlan(), "file", answered(form, asel()).pk, "paper.pdf")[0] == 200


def test_the_record_of_how_a_form_was_filled_is_for_who_sees_everything() -> None:
    form = answered_form(ruslan(), fields=(*FIELDS, asked("audit", "audit")))
    kept = answered(form, asel(), TOLD | {"audit": "paper.pdf", "paper": ""})
    assert get(yerlan(), "file", kept.pk, "paper.pdf")[0] == 404
    assert get(asel(), "file", kept.pk, "paper.pdf")[0] == 200


def test_neither_how_many_files_came_nor_their_names_are_told_where_something_is_hidden(told: Submission) -> None:
    sender = asel()
    with entry(event=ADDED, office=AKTOBE, by="test") as trace:
        trace.store(Aside(submission=told, name=f"{NAME}.jpg", account=sender, received_at=NOW, content=b"x"))
    assert f"{NAME}.jpg" in get(asel(), "answer", told.pk)[1].decode()
    assert f"{NAME}.jpg" not in get(yerlan(), "answer", told.pk)[1].decode()
    assert ">2</td>" in on_list(asel())
    assert ">2</td>" not in on_list(yerlan())


def test_the_words_of_a_question_do_not_take_in_another_answer() -> None:
    from dataclasses import replace

    child = replace(asked("age", "integer"), labels={"en": "How old is ${name}?"})
    form = answered_form(ruslan(), fields=(asked("name", mark="identity"), child))
    page = get(yerlan(), "answer", answered(form, asel(), {"name": NAME, "age": "5"}).pk)[1].decode()
    assert "How old is …?" in page


def test_two_roles_together_take_no_more_along_than_each_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ACCESS, "officer", (True, [], ["fill", "read"]))
    monkeypatch.setitem(
        ACCESS, "supervisor", (True, ["identity", "contact", "statement"], ["read", "export", "correct"])
    )
    kept = answered(answered_form(ruslan()), asel())
    grant_role(account=somebody("both", Role.SUPERVISOR, AKTOBE), role=Role.OFFICER)
    both = somebody("both", Role.SUPERVISOR, AKTOBE)
    assert NAME in get(both, "answer", kept.pk)[1].decode()
    for door in ("csv", "xlsx"):
        status, content = get(both, door, "planted")
        assert status == 200
        assert not [secret for secret in SECRETS if secret in unpacked(content)]
    assert get(both, "instance", kept.pk)[0] == 404


# Who asks.


def test_a_key_counts_alone_whoever_is_signed_in_beside_it(told: Submission) -> None:
    client = Client()
    client.force_login(asel())
    secret = issue_feed_key(account=olga(), name="hers")
    response = client.get("/odata/planted/Submissions", headers=basic(olga(), secret))
    assert json.loads(b"".join(response.streaming_content))["value"] == []  # type: ignore[arg-type]
    assert client.get("/odata/planted/", headers=basic(olga(), "guessed")).status_code == 401


def test_nothing_that_was_read_stays_in_a_cache(told: Submission) -> None:
    client = Client()
    client.force_login(asel())
    for path in (
        *(f"/forms/planted/answers{ending}" for ending in ("/", ".csv", ".xlsx", ".geojson")),
        *(f"/forms/answers/{told.pk}/{part}" for part in ("", "instance.xml", "files/paper.pdf")),
        *(f"/odata/planted/{part}" for part in ("", "$metadata", "Submissions")),
    ):
        response = client.get(path)
        assert response.status_code == 200, path
        assert "no-store" in response["Cache-Control"], path
        assert "ETag" not in response, path


def test_a_method_that_nobody_needs_is_refused(told: Submission) -> None:
    client = Client()
    client.force_login(asel())
    for method in ("post", "put", "delete", "options"):
        assert getattr(client, method)("/odata/planted/Submissions").status_code == 405
        assert getattr(client, method)("/forms/planted/answers.csv").status_code == 405


def test_a_key_is_issued_and_ended_from_our_own_pages_alone(told: Submission) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(asel())
    assert client.post("/forms/feed-keys/", {"name": "x"}).status_code == 403
    assert client.post(f"/forms/feed-keys/{uuid4()}/end/").status_code == 403


def test_somebody_elses_key_is_not_ended(told: Submission) -> None:
    from tirek.forms.models import FeedKey

    issue_feed_key(account=asel(), name="hers")
    client = Client()
    client.force_login(yerlan())
    assert client.post(f"/forms/feed-keys/{FeedKey.objects.get().pk}/end/").status_code == 404


@pytest.mark.parametrize("address", ["/odata/a%00b/", "/odata/planted/a%00b"])
def test_a_nul_in_an_address_is_nowhere(told: Submission, address: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(asel())
    assert client.get(address).status_code == 404


def test_a_nul_in_a_question_is_nowhere(told: Submission) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(asel())
    assert client.get("/odata/planted/Submissions", {"$filter": "__office eq 'a\0b'"}).status_code == 404


def test_whose_office_another_is_learns_nothing_by_a_question(told: Submission) -> None:
    client = Client()
    client.force_login(olga())
    for question in (f"__id eq '{told.pk}'", f"__office eq '{AKTOBE}'"):
        found = client.get("/odata/planted/Submissions", {"$filter": question, "$count": "true"})
        answer: dict[str, Any] = json.loads(b"".join(found.streaming_content))  # type: ignore[arg-type]
        assert (answer["@odata.count"], answer["value"]) == (0, [])


def test_a_role_that_sees_no_answers_finds_no_form_whatever_a_mechanism_says(form: PackForm, told: Submission) -> None:
    with entry(event=ADDED, office=AKTOBE, by="test") as trace:
        trace.store(Access(form=form, role="administrator", sees=True, hidden=[], does=["read", "export"]))
    assert get(ruslan(), "answers", "planted")[0] == 404
    assert get(ruslan(), "csv", "planted")[0] == 404
    assert get(zarina(), "answers", "planted")[0] == 404


# Who takes an answer out of sight.


def test_another_device_does_not_take_an_answer_from_the_list(form: PackForm) -> None:
    complaint = answered(form, asel(), account=None, device=device())
    forged = answered(form, asel(), account=None, device=device("Tablet 2"), replaces=complaint.instance_id)
    assert newer_of(asel(), complaint) is None
    page = on_list(asel())
    assert str(complaint.pk) in page
    assert str(forged.pk) in page
    assert str(complaint.pk) in unpacked(get(asel(), "csv", "planted")[1])
    assert "tirek-claimed" in get(asel(), "answer", complaint.pk)[1].decode()


def test_the_same_device_and_who_may_correct_replace_what_was_sent(form: PackForm) -> None:
    tablet = device()
    complaint = answered(form, asel(), account=None, device=tablet)
    second = answered(form, asel(), account=None, device=tablet, replaces=complaint.instance_id)
    third = answered(form, asel(), replaces=second.instance_id)
    assert newer_of(asel(), complaint) == second
    assert newer_of(asel(), second) == third
    page = on_list(asel())
    assert str(third.pk) in page
    assert str(complaint.pk) not in page
    assert str(second.pk) not in page


def test_who_may_not_correct_replaces_nothing_but_what_is_its_own(form: PackForm) -> None:
    complaint = answered(form, asel())
    answered(form, yerlan(), replaces=complaint.instance_id)
    assert newer_of(asel(), complaint) is None
    own = answered(form, yerlan())
    assert newer_of(asel(), own) is None
    answered(form, yerlan(), replaces=own.instance_id)
    assert newer_of(asel(), own) is not None


def test_what_replaces_itself_or_goes_round_stays_on_the_list(form: PackForm) -> None:
    itself = answered(form, asel(), instance_id="uuid:self", replaces="uuid:self")
    answered(form, asel(), instance_id="uuid:a", replaces="uuid:c")
    answered(form, asel(), instance_id="uuid:b", replaces="uuid:a", received_at=NOW + timedelta(hours=1))
    last = answered(form, asel(), instance_id="uuid:c", replaces="uuid:b", received_at=NOW + timedelta(hours=2))
    page = on_list(asel())
    assert str(itself.pk) in page
    assert str(last.pk) in page
    assert get(asel(), "answer", last.pk)[0] == get(asel(), "answer", itself.pk)[0] == 200


def test_a_correction_that_came_before_what_it_corrects_replaces_it(form: PackForm) -> None:
    newer = answered(form, asel(), replaces="uuid:late")
    late = answered(form, asel(), instance_id="uuid:late", received_at=NOW + timedelta(hours=1))
    assert newer_of(asel(), late) == newer
    assert str(late.pk) not in on_list(asel())


def test_a_correction_under_the_same_number_in_another_office_changes_nothing(form: PackForm) -> None:
    complaint = answered(form, asel(), instance_id="uuid:one")
    answered(form, olga(), replaces="uuid:one")
    assert newer_of(asel(), complaint) is None
    assert "tirek-claimed" not in get(asel(), "answer", complaint.pk)[1].decode()


# What leaves.


def test_the_ledger_counts_what_a_page_of_the_feed_gives(form: PackForm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tirek.web.odata.views.PAGE", 3)
    for number in range(5):
        answered(form, asel(), received_at=NOW + timedelta(minutes=number))
    client = Client()
    client.force_login(asel())
    client.get("/odata/planted/Submissions")
    counted = [each.sentence for each in entries() if "OData" in each.sentence]
    assert counted
    assert counted[0].endswith(": 3.")


def test_a_question_that_cannot_be_read_takes_nothing_along(told: Submission) -> None:
    assert get(asel(), "csv", "planted", since="yesterday")[0] == 404
    assert get(asel(), "answers", "planted", since="yesterday")[0] == 200
    for day in ("0001-01-01", "9999-12-31"):
        assert get(asel(), "answers", "planted", since=day, until=day)[0] == 200


@pytest.mark.parametrize(
    "path", ["/forms/planted/answers.csv", "/odata/planted/Submissions", "/forms/planted/answers.xlsx"]
)
def test_what_leaves_is_asked_for_in_as_many_questions_whatever_it_holds(form: PackForm, path: str) -> None:
    client = Client()
    client.force_login(asel())

    def asked_for() -> int:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
            assert b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[arg-type]
        return len(queries)

    answered(form, asel())
    asked_for()  # what is remembered from the first time on
    few = asked_for()
    for _ in range(6):
        answered(form, asel())
    assert asked_for() == few
