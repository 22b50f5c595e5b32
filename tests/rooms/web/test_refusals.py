"""A refusal is a page: its sentence, its hint, the right status, and nothing of the inside."""

import pytest
from django.test import Client

from tests.rooms.web.faults import REFUSALS
from tirek.web.refusals import status_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_it_works(client: Client) -> None:
    answer = client.get("/refusing/nothing-to-record/")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing of Ақтөбе &lt;b&gt; can be recorded." in page
    assert "Look at the rows again." in page
    assert "nothing-to-record" in page


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("not-permitted", 403),
        ("not-found", 404),
        ("no-such-report", 404),
        ("evidence-already-withdrawn", 409),
        ("report-written-meanwhile", 409),
        ("row-has-changed", 409),
        ("evidence-file-too-large", 413),
        ("report-too-long", 413),
        ("nothing-to-record", 422),
    ],
)
def test_gives_the_status_that_its_id_tells(kind: str, status: int) -> None:
    assert status_of(REFUSALS[kind]()) == status


def test_answers_a_part_of_a_page_where_the_page_keeps_its_notices(client: Client) -> None:
    answer = client.get("/refusing/row-has-changed/", headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (409, "#notices")
    assert "<html" not in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_says_the_same_for_what_is_not_there(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "There is nothing here under that address." in answer.content.decode()


def test_says_the_same_where_django_forbids(client: Client) -> None:
    answer = client.get("/forbidding/")
    assert answer.status_code == 403
    assert "Your role does not allow this." in answer.content.decode()
    assert "secret-of-the-house" not in answer.content.decode()


def test_tells_nothing_of_what_broke(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/breaking/", headers={"accept-language": "ru"})
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "secret-of-the-house" not in page
    assert "Traceback" not in page
    assert "<h1" in page


def test_can_say_that_it_broke_without_a_database(client: Client, django_assert_num_queries) -> None:
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        client.get("/breaking/")


def test_refuses_a_form_that_does_not_come_from_here() -> None:
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "ru"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "This form could not be accepted." in page
    assert "CSRF" not in page


def test_leaves_other_faults_to_django(client: Client) -> None:
    with pytest.raises(RuntimeError, match="secret-of-the-house"):
        client.get("/breaking/")
