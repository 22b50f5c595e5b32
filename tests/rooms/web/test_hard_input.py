"""What no person would send gets a page with a sentence, and nothing breaks."""

from __future__ import annotations

import pytest
from django.test import Client

from tirek.directory import Account
from tirek.reports import Report
from tirek.web.requests import whole_number

HARD = ("abc", "²", "-1", "9" * 30, "1e3", "\0", "")


@pytest.fixture
def client(demo: dict[str, str]) -> Client:
    signed = Client(raise_request_exception=False)
    signed.force_login(Account.objects.get(username="coordinator"))
    return signed


@pytest.mark.parametrize("text", HARD)
def test_a_number_that_is_none_is_nought(text: str) -> None:
    assert whole_number(text) == 0
    assert whole_number("42") == 42


@pytest.mark.parametrize("hard", HARD)
def test_a_report_is_saved_and_published_with_any_numbers_sent(client: Client, hard: str) -> None:
    report = Report.objects.get(language="en", kind="page")
    for address in (f"/reports/{report.pk}/", f"/reports/{report.pk}/publish/"):
        answer = client.post(address, {"version": hard, "number": hard, "narrative": "Text."})
        assert answer.status_code < 500, address


@pytest.mark.parametrize(
    "address",
    [
        "/figures/00143776/a%00/",
        "/figures/00143776/police-trained:unit=a%00/",
        "/figures/00143776/police-trained:age=5/",
        "/programmes/00143776/activities/2%00/",
        "/claims/?x=%00",
    ],
)
def test_an_address_that_leads_nowhere_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_address_with_a_false_key_is_not_found(client: Client) -> None:
    assert client.post(f"/evidence/events/{'-' * 36}/withdraw/").status_code == 404


@pytest.mark.parametrize("before", ["²", "5" * 5000, "abc"])
def test_the_ledger_opens_at_its_end_for_a_false_place(demo: dict[str, str], before: str) -> None:
    auditor = Client()
    auditor.force_login(Account.objects.get(username="auditor"))
    assert auditor.get("/ledger/", {"before": before}).status_code == 200


def test_a_page_of_somebody_signed_in_is_not_kept_by_the_browser(client: Client) -> None:
    assert "no-store" in client.get("/programmes/").headers["Cache-Control"]


def test_a_text_beyond_the_limit_is_refused_by_the_claims_check(client: Client) -> None:
    assert client.post("/claims/", {"text": "1 " * 150_000}).status_code == 413
