"""One rule of who reads what, asked at every door: list, count, page, files, exports."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.answered import NAME, SECRETS, WORDS, answered, answered_form
from tests.cast import asel, bolat, gulnara, olga, ruslan, yerlan, zarina
from tirek.directory import Account
from tirek.forms.models import Submission
from tirek.ledger import entries
from tirek.packs.models import PackForm

pytestmark = pytest.mark.django_db


@pytest.fixture
def form() -> PackForm:
    return answered_form(ruslan())


@pytest.fixture
def told(form: PackForm) -> Submission:
    return answered(form, asel())


def get(who: Account, name: str, *args: object, **query: str) -> tuple[int, bytes]:
    client = Client(raise_request_exception=False)
    client.force_login(who)
    response = client.get(reverse(f"forms:{name}", args=args), query)
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[arg-type]
    return response.status_code, content


def unpacked(content: bytes) -> str:
    """All that a file says, whatever its kind."""
    if content[:2] != b"PK":
        return content.decode(errors="replace")
    archive = zipfile.ZipFile(io.BytesIO(content))
    return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def doors(told: Submission) -> list[tuple[object, ...]]:
    return [
        ("answered",),
        ("answers", "planted"),
        ("answer", told.pk),
        ("instance", told.pk),
        ("file", told.pk, "photo.jpg"),
        ("file", told.pk, "paper.pdf"),
        ("csv", "planted"),
        ("xlsx", "planted"),
        ("geojson", "planted"),
    ]


def test_it_works(told: Submission) -> None:
    for door in doors(told):
        status, content = get(asel(), *door)  # type: ignore[arg-type]
        assert status == 200, door
        assert content, door
    assert all(secret in unpacked(get(asel(), "answer", told.pk)[1]) for secret in SECRETS)
    assert all(secret in unpacked(get(asel(), "csv", "planted")[1]) for secret in SECRETS)
    assert all(secret in unpacked(get(asel(), "xlsx", "planted")[1]) for secret in SECRETS)


def test_what_is_hidden_from_a_role_is_behind_no_door(told: Submission) -> None:
    answers = [get(yerlan(), *door) for door in doors(told)]  # type: ignore[arg-type]
    assert [status for status, _content in answers] == [200, 200, 200, 404, 404, 200, 200, 200, 200]
    for content in (content for status, content in answers if status == 200):
        assert not [secret for secret in (*SECRETS, "photo.jpg") if secret in unpacked(content)]
    assert "Hidden from your role" in unpacked(answers[2][1])


@pytest.mark.parametrize("who", [olga, zarina, ruslan, bolat, gulnara])
def test_another_office_and_another_role_find_nothing(told: Submission, who: Callable[[], Account]) -> None:
    for door in doors(told):
        status, content = get(who(), *door)  # type: ignore[arg-type]
        assert status in (403, 404) or door == ("answered",) or who is olga, door
        assert told.pk in door or str(told.pk) not in unpacked(content), door
        assert not [secret for secret in SECRETS if secret in unpacked(content)], door


def test_another_office_counts_none(told: Submission) -> None:
    status, content = get(olga(), "answers", "planted")
    assert status == 200
    assert "<tr" not in content.decode()
    assert str(told.pk) not in content.decode()


def test_who_opens_or_exports_leaves_a_line_without_a_secret(told: Submission) -> None:
    for door in doors(told):
        get(asel(), *door)  # type: ignore[arg-type]
    said = [line.sentence for line in entries()]
    assert sum("were opened" in line for line in said) == 2  # the page and the instance
    assert sum("file that came" in line for line in said) == 2
    assert sum("exported as" in line for line in said) == 3
    assert not [line for line in said if any(secret in line for secret in SECRETS)]


def test_no_cell_is_a_formula(told: Submission) -> None:
    text = unpacked(get(asel(), "csv", "planted")[1])
    assert ",'=1+1" in text
    assert ",-5," in text  # a number stays one
    book = CalamineWorkbook.from_filelike(io.BytesIO(get(asel(), "xlsx", "planted")[1]))
    rows = book.get_sheet_by_name("others").to_python()
    assert rows[0] == ["id", "place", "others/name", "others/age"]
    assert [row[1:] for row in rows[1:]] == [[1, f"{NAME} 2", 7], [2, f"{NAME} 3", "=1+1"]] or [
        row[1:] for row in rows[1:]
    ] == [["1", f"{NAME} 2", 7], ["2", f"{NAME} 3", "=1+1"]]
    raw = zipfile.ZipFile(io.BytesIO(get(asel(), "xlsx", "planted")[1]))
    assert not [name for name in raw.namelist() if b"<f>" in raw.read(name)]


def test_a_place_is_a_feature(told: Submission) -> None:
    import json

    found = json.loads(get(asel(), "geojson", "planted")[1])
    assert [feature["geometry"] for feature in found["features"]] == [{"type": "Point", "coordinates": [57.16, 50.28]}]


def test_answers_to_an_older_edition_are_shown_by_its_own_rule(form: PackForm, told: Submission) -> None:
    from tests.answered import FIELDS

    open_now = tuple(
        type(field)(**{name: getattr(field, name) for name in field.__slots__} | {"mark": ""}) for field in FIELDS
    )
    newer = answered_form(ruslan(), fields=open_now, number=2)
    answered(newer, asel(), {"statement": "said in the open"})
    text = unpacked(get(yerlan(), "csv", "planted")[1])
    assert "said in the open" in text
    assert WORDS not in text


def test_a_replaced_version_leaves_the_list_and_stays_on_its_page(form: PackForm, told: Submission) -> None:
    newer = answered(form, asel(), replaces=told.instance_id)
    status, content = get(asel(), "answers", "planted")
    assert status == 200
    assert str(newer.pk) in content.decode()
    assert str(told.pk) not in content.decode()
    assert str(told.pk) in get(asel(), "answers", "planted", replaced="on")[1].decode()
    assert reverse("forms:answer", args=(newer.pk,)) in get(asel(), "answer", told.pk)[1].decode()
    assert str(told.pk) in get(asel(), "answer", newer.pk)[1].decode()


def test_the_list_asks_the_same_number_of_questions_whatever_its_length(
    form: PackForm, told: Submission, django_assert_max_num_queries: Callable[..., object]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            get(asel(), "answers", "planted")
        return len(queries)

    few = asked()
    for _ in range(10):
        answered(form, asel())
    assert asked() == few
