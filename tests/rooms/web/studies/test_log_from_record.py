"""The page on which a log is taken from the house's own record, up to the log that came of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.cast import AKTOBE, aigul, asel, bolat, dana, madina, viktor
from tests.rooms.cases.complaint import installed, opened
from tests.rooms.studies.study import a_study, done
from tirek import studies
from tirek.studies import Work

pytestmark = pytest.mark.django_db
PAGE = "/studies/complaints/from-record/"
ASKED = {
    "procedure": "complaints/complaint",
    "since": "2026-01-01",
    "until": "2026-12-31",
    "office": "",
    "of": "before",
}


@pytest.fixture(autouse=True)
def _addresses(settings: Any, time_machine: Any) -> None:
    settings.ROOT_URLCONF = "tirek.web.urls"
    time_machine.move_to("2026-03-16T05:00:00Z", tick=True)
    installed()
    a_study("complaints")


def text(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_it_works(analyst: Client, language: str) -> None:
    for _ in range(5):
        opened(asel())
    analyst.cookies["django_language"] = language
    assert PAGE in text(analyst, "/studies/complaints/")
    assert text(analyst, PAGE)
    answer = analyst.post(PAGE, ASKED)
    work = Work.objects.get(kind="from-record")
    assert answer["Location"] == f"/studies/work/{work.pk}/"
    assert text(analyst, answer["Location"])
    done(work)
    done(Work.objects.get(kind="import"))
    page = text(analyst, answer["Location"])  # leads on to the log
    assert "2026-01-01" in page
    assert "HRC-15-2026" not in page
    log = studies.logs_for(madina()).get()
    assert str(log.pk) in text(analyst, "/studies/complaints/")
    assert "HRC-15-2026" not in text(analyst, f"/studies/complaints/logs/{log.pk}/cases/1/")
    assert text(analyst, f"/studies/complaints/logs/{log.pk}/safeguards/")


def test_what_is_kept_back_is_told_on_the_page_of_the_log(analyst: Client) -> None:
    from tests.cast import yerlan
    from tirek import cases

    for place in range(10):
        number = opened(asel()).case.number
        if place % 2:
            level = cases.Confidentiality.SEALED
            cases.change_confidentiality(actor=yerlan(), number=number, level=level, reason="Danger")
    analyst.post(PAGE, ASKED)
    done(Work.objects.get(kind="from-record"))
    done(Work.objects.get(kind="import"))
    log = studies.logs_for(madina()).get()
    said = "Cases under the seal and erased ones are not in this log: at least 5."
    assert said in text(analyst, f"/studies/complaints/logs/{log.pk}/")


def test_too_few_cases_are_told_in_a_sentence(analyst: Client) -> None:
    opened(asel())
    answer = analyst.post(PAGE, ASKED)
    done(Work.objects.get())
    assert "Of fewer than 5 cases no log is made" in text(analyst, answer["Location"])


@pytest.mark.parametrize(
    "wrong", [{"until": "2025-01-01"}, {"until": ""}, {"office": "nowhere"}, {"procedure": "complaints/x"}, {"of": "x"}]
)
def test_what_is_wanting_is_asked_for_again(analyst: Client, wrong: dict[str, str]) -> None:
    answer = analyst.post(PAGE, ASKED | wrong)
    assert answer.status_code == 422
    assert "govuk-error" in answer.content.decode()
    assert not Work.objects.exists()


def test_who_keeps_no_studies_is_refused(client: Client) -> None:
    for who, status in ((viktor, 403), (asel, 403), (bolat, 403), (dana, 404), (aigul, 200)):
        client.force_login(who())
        assert client.get(PAGE).status_code == status, who.__name__
    client.force_login(bolat())
    assert client.post(PAGE, ASKED | {"office": AKTOBE}).status_code == 403
