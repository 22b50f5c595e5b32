"""The page that says in words what would be published, and the file that is taken from it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import (
    EVERYONE,
    aigul,
    asel,
    bolat,
    dana,
    ingrid,
    olga,
    ruslan,
    saule,
    somebody,
    yerlan,
    zarina,
)
from tests.programme import attended, people, programme, training
from tests.rooms.exchange.iati.test_activities import changed, in_full
from tests.rooms.exchange.iati.test_documents import published, report
from tests.rooms.indicators.reporting import RESIDENTS, approved, by_sex, defined, placed
from tests.rooms.money.books import fund
from tirek import money
from tirek.directory import Account, Role
from tirek.exchange import iati_problems
from tirek.exchange.iati.publisher import PUBLISHER
from tirek.plans import Output

pytestmark = pytest.mark.django_db

PAGE, FILE = "exchange:iati", "exchange:iati-xml"


@pytest.fixture(autouse=True)
def _public_address(settings) -> None:
    settings.PUBLIC_URL = "https://tirek.example"


def asked(route: str = PAGE, by: Account | None = None, code: str = "00143776", **query: str):
    client = Client()
    client.force_login(by or aigul())
    return client.get(reverse(route, args=[code]), query)


def text(**given: object) -> str:
    """The words of the page, without its tags."""
    import html
    import re

    return " ".join(html.unescape(re.sub("<[^>]+>", " ", asked(**given).content.decode())).split())  # type: ignore[arg-type]


def test_it_works() -> None:
    in_full()
    found = text()
    assert "XM-DAC-41114-PROJECT-00143776" in found
    assert "Finished, accounts and reports still open" in found
    assert "The schema, the rules and the code lists of the standard find no error." in found
    for part in ("Norway", "15160 Human rights", "Budget in force", "Received from a donor", "women: 51", "GEN2"):
        assert part in found


@pytest.mark.parametrize("route", [PAGE, FILE])
def test_only_those_who_see_exports_are_answered(route: str) -> None:
    programme()
    answered = {who.__name__: asked(route, who()).status_code for who in EVERYONE}
    see_no_programmes = (ingrid, asel, yerlan, olga, zarina, ruslan)
    expected = dict.fromkeys(answered, 403) | {"aigul": 200, "bolat": 200}
    expected |= {each.__name__: 404 for each in see_no_programmes}
    assert answered == expected


@pytest.mark.parametrize("route", [PAGE, FILE])
def test_a_coordinator_of_another_office_has_no_such_programme(route: str) -> None:
    programme()
    dana()
    assert asked(route, somebody("aktobe-coordinator", Role.COORDINATOR, "HRC-15")).status_code == 404


@pytest.mark.parametrize("route", [PAGE, FILE])
def test_there_is_no_such_programme(route: str) -> None:
    programme()
    assert asked(route, code="00999999").status_code == 404


def test_whoever_is_not_signed_in_is_asked_to() -> None:
    programme()
    assert Client().get(reverse(FILE, args=["00143776"])).status_code == 302


def test_the_file_is_a_file() -> None:
    in_full()
    answer = asked(FILE, bolat())
    assert answer["Content-Type"] == "application/xml"
    assert "iati-00143776.xml" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert iati_problems(answer.content) == []


def test_an_empty_programme_says_what_there_is_not() -> None:
    programme()
    found = text()
    for words in (
        "No budget is approved, so none is published.",
        "No work is on record yet.",
        "None yet.",
        "No indicator is placed in the results framework yet.",
        "No report is published yet.",
    ):
        assert words in found


def test_problems_are_shown_worst_first_with_their_rule() -> None:
    in_full()
    changed(currency="ZZZ")
    found = text()
    assert "find no error" not in found
    assert "“ZZZ” is no code of the list Currency." in found
    assert found.index("Error") < found.index("codelist")
    assert found.count("“ZZZ” is no code") == 1
    assert "more places" in found


def test_what_is_kept_back_is_said() -> None:
    in_full()
    attended(training(day=date(2022, 8, 1)), *people(2))
    assert "so that nobody can be singled out" in text()


def test_documents_lead_to_their_pages() -> None:
    in_full()
    made = published(report("Results page"))
    assert f"https://tirek.example/published/{made.pk}/" in asked().content.decode()


def test_past_fifty_transactions_there_is_another_page() -> None:
    programme()
    fund("30000", donor="Norway")
    for day in range(1, 29):
        for kind in ("pledged", "received"):
            money.add_contribution(
                account=saule(), fund=fund(), kind=kind, day=date(2022, 7, day), amount=Decimal(f"{day}.00")
            )
    assert "Next page" in text()
    assert "28 July 2022" in text(page="2")
    assert "28 July 2022" not in text()


def test_what_an_office_wrote_is_no_html() -> None:
    programme()
    changed(outcome="<script>alert(1)</script>")
    assert "<script>alert" not in asked().content.decode()


def test_a_file_of_decisions_that_cannot_be_read_is_a_refusal_and_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    programme()
    monkeypatch.setenv(PUBLISHER, "/nowhere/publisher.yaml")
    answer = asked()
    assert 400 <= answer.status_code < 500
    assert "does not say what is needed to publish to IATI" in answer.content.decode()


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_it_can_be_read_in_the_other_languages(language: str) -> None:
    in_full()
    answer = asked(by=somebody(f"coordinator-{language}", Role.COORDINATOR, language=language))
    assert answer.status_code == 200
    name = {
        "ru": "Программа развития Организации Объединённых Наций",
        "kk": "Біріккен Ұлттар Ұйымының Даму бағдарламасы",
    }
    assert name[language] in answer.content.decode()


def test_more_records_ask_the_database_no_more_often(django_assert_max_num_queries) -> None:
    in_full()
    asked()
    cache.clear()
    with django_assert_max_num_queries(200) as few:
        asked()
    attended(training(), *people(40))
    for day in range(1, 28):
        money.add_contribution(
            account=saule(), fund=fund(), kind="received", day=date(2022, 7, day), amount=Decimal("1.00")
        )
    with django_assert_max_num_queries(len(few)):
        asked()


def test_the_page_is_remembered_until_something_is_written() -> None:
    in_full()
    assert of_money_or_results()
    assert not of_money_or_results()
    assert "77,777.00" not in text()
    money.add_contribution(
        account=saule(), fund=fund(), kind="received", day=date(2022, 7, 1), amount=Decimal("77777.00")
    )
    assert "77,777.00" in text()


def test_what_the_office_decided_is_read_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its file is no record: it may change while nothing is written."""
    in_full()
    assert "XM-DAC-41114-PROJECT-00143776" in text()
    decided = tmp_path / "publisher.yaml"
    ours = (files("tirek.exchange.iati") / "publisher.yaml").read_text("utf-8")
    decided.write_text(ours.replace("XM-DAC-41114", "KZ-TEST-1"), "utf-8")
    monkeypatch.setenv(PUBLISHER, str(decided))
    assert "KZ-TEST-1-PROJECT-00143776" in text()
    assert b"KZ-TEST-1-PROJECT-00143776" in asked(FILE).content


def of_money_or_results() -> list[str]:
    """What the page asks of the records that it tells of."""
    with CaptureQueriesContext(connection) as queries:
        assert asked().status_code == 200
    return [each["sql"] for each in queries if "money_" in each["sql"] or "indicators_" in each["sql"]]


def test_indicators_and_periods_ask_the_database_no_more_often() -> None:
    in_full()
    few = of_money_or_results()
    for number in range(1, 4):
        code = f"residents-{number}"
        defined({**RESIDENTS, "code": code})
        placed(code, output=Output.objects.get(number="1"))
        for key in ("2022-Q4", "2023-Q1", "2023-Q2")[:number]:
            approved(code, key, 96 + number, splits=by_sex(51 + number, 45))
    assert len(of_money_or_results()) == len(few)
