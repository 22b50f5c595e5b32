"""The preview of a text is made once as long as nothing is written, and never shows what is no longer so."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import aigul
from tests.programme import attended, people, programme, training
from tests.rooms.indicators.figures import TEXT
from tests.rooms.indicators.reporting import RESIDENTS, approved, by_sex, defined
from tirek import evidence, reports
from tirek.reports import Report

pytestmark = pytest.mark.django_db
TRAINED = {"code": "trained", "title": TEXT, "question": TEXT, "unit": TEXT, "counts": "people", "split_by": ["sex"]}
TEXT_OF_IT = "We trained [[trained]] people, [[residents@2022-Q3]] residents came, and 17 were glad."


@pytest.fixture
def report() -> Report:
    made = programme()
    defined(TRAINED, RESIDENTS)
    attended(training(), *people(12), *people(9, "male"))
    approved("residents", "2022-Q3", 96, splits=by_sex(51, 45))
    return reports.start_report(account=aigul(), programme=made, title="A page", language="en", narrative=TEXT_OF_IT)


def page(report: Report) -> tuple[str, int]:
    """The editor's page, and how often it asks for what figures are made of."""
    client = Client()
    client.force_login(aigul())
    with CaptureQueriesContext(connection) as queries:
        found = client.get(f"/reports/{report.pk}/").content.decode()
    tables = ("evidence_attendance", "indicators_reportedvalue")
    return found, sum(1 for each in queries if any(table in each["sql"] for table in tables))


def trained(report: Report) -> int:
    """How many people the sentence says."""
    (number,) = re.findall(r"We trained <a [^>]*>(\d+)</a>", page(report)[0])
    return int(number)


def test_it_works(report: Report) -> None:
    first, asked = page(report)
    again, asked_again = page(report)
    assert trained(report) == 21
    assert ">96<" in first
    assert (asked > 0, asked_again) == (True, 0)
    assert first.count("tirek-typed") == again.count("tirek-typed") > 0


def test_new_evidence_an_excuse_and_another_text_are_seen_at_once(report: Report) -> None:
    assert trained(report) == 21
    attended(training(), *people(30))
    assert trained(report) == 51
    (typed,) = reports.drafted(report, TEXT_OF_IT).typed
    reports.excuse_number(account=aigul(), report=report, quote=typed.quote, sentence=typed.text, reason="As told.")
    assert "Every number is bound or excused" in page(report)[0]
    reports.write_text(account=aigul(), report=report, narrative="Nothing else.", base_version=1)
    assert "Nothing else." in page(report)[0].split("tirek-editor__preview")[1]


def test_the_language_of_the_page_and_of_another_report_are_told_apart(report: Report) -> None:
    given = {"account": aigul(), "programme": report.programme, "narrative": TEXT_OF_IT}
    other = reports.start_report(title="Бет", language="kk", **given)
    assert 'lang="en"' in page(report)[0]
    assert 'lang="kk"' in page(other)[0].split("<main", 1)[1]


def test_evidence_that_is_withdrawn_is_gone_from_the_preview(report: Report) -> None:
    assert trained(report) == 21
    for each in evidence.Attendance.objects.all()[:10]:
        evidence.withdraw(account=aigul(), piece=each, reason="It is not so.")
    assert trained(report) == 11
