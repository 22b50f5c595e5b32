"""The figures of a study on its page: reported by a coordinator, followed back from the figure to the same number."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest
from django.test import Client

from tests.cast import aigul, gulnara, madina, marat, viktor
from tests.programme import programme
from tests.rooms.studies.study import a_log
from tirek import indicators, plans, studies
from tirek.indicators import ReportedValue
from tirek.plans import Programme
from tirek.studies import StudyLog

pytestmark = pytest.mark.django_db
LONG = json.dumps([{"kind": "lasting", "least_s": 30 * 86_400}])


@pytest.fixture
def log() -> StudyLog:
    return a_log()


@pytest.fixture
def rights() -> Programme:
    return programme()


def signed(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def address(log: StudyLog, only: str = "") -> str:
    return f"/studies/{log.study.code}/logs/{log.pk}/figures/" + (f"?only={quote(only)}" if only else "")


def asked(of: Programme, measure: str = "median-days", quarter: str = "2023-Q1") -> dict[str, str]:
    return {"measure": measure, "quarter": f"{of.code}:{quarter}", "note": ""}


def test_it_works(log: StudyLog, rights: Programme) -> None:
    coordinator = signed(aigul())
    (code,) = [each.code for each in studies.measures_of(log, LONG) if each.code.startswith("median-days-of-")]
    answer = coordinator.post(address(log, LONG), asked(rights, code))
    value = ReportedValue.objects.get()
    assert answer["Location"] == f"/results/{rights.code}/indicators/{value.code}/#value-{value.pk}"
    assert f"[[{value.code}]]" in coordinator.get(answer["Location"].partition("#")[0]).content.decode()
    indicators.review_value(account=gulnara(), value=value, verdict="approved")
    page = coordinator.get(f"/figures/{rights.code}/{value.code}/").content.decode()
    (href,) = re.findall(r'href="(/studies/[^"]+)"', page)
    again = coordinator.get(href.replace("&amp;", "&")).content.decode()
    assert f"{indicators.plain(value.value)} days" in again
    assert "lasting from 30 d" in again
    (file,) = re.findall(r'href="(/results/[^"]+/files/[^"]+)"', page)
    told = json.loads(b"".join(coordinator.get(file)))
    assert told["number"] == indicators.plain(value.value)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_answers_in_each_language(log: StudyLog, rights: Programme, language: str) -> None:
    coordinator = signed(aigul())
    coordinator.cookies["django_language"] = language
    assert coordinator.get(address(log)).status_code == 200


def test_an_analyst_sees_who_reports(log: StudyLog, rights: Programme) -> None:
    page = signed(madina()).get(address(log)).content.decode()
    assert "A coordinator reports a figure into a programme." in page
    assert "Report the figure" not in page
    assert rights.code not in page
    answer = signed(madina()).post(address(log), asked(rights))
    assert not ReportedValue.objects.exists()
    assert answer.status_code == 422
    assert signed(marat()).post(address(log), asked(rights)).status_code == 403


def test_without_a_programme_it_says_so(log: StudyLog) -> None:
    page = signed(aigul()).get(address(log)).content.decode()
    assert "There is no programme of your office" in page
    assert "Report the figure" not in page


def test_only_quarters_that_have_begun_are_offered(log: StudyLog, rights: Programme) -> None:
    plans.close_period(account=aigul(), period=plans.period(rights, "2022-Q2"))
    page = signed(aigul()).get(address(log)).content.decode()
    offered = re.findall(rf'value="{rights.code}:([^"]+)"', page)
    assert offered == ["2023-Q4", "2023-Q3", "2023-Q2", "2023-Q1", "2022-Q4", "2022-Q3", "2022-Q2"]
    assert "(closed)" in page
    answer = signed(aigul()).post(address(log), asked(rights, quarter="2022-Q2"))
    assert answer.status_code == 422
    assert "is closed" in answer.content.decode()


def test_what_is_somebodys_is_refused_in_words(log: StudyLog, rights: Programme) -> None:
    only = '[{"kind": "cases", "names": ["1"]}]'
    answer = signed(aigul()).get(address(log, only))
    assert answer.status_code == 422
    assert "not about chosen cases" in answer.content.decode()
    signed(aigul()).post(address(log, only), asked(rights))
    assert not ReportedValue.objects.exists()


def test_who_sees_no_study_is_led_to_none(log: StudyLog, rights: Programme) -> None:
    signed(aigul()).post(address(log), asked(rights))
    value = ReportedValue.objects.get()
    indicators.review_value(account=gulnara(), value=value, verdict="approved")
    page = signed(viktor()).get(f"/figures/{rights.code}/{value.code}/").content.decode()
    assert "/studies/" not in page
    assert "/files/" not in page
    studies.withdraw_log(actor=aigul(), log=log, reason="The wrong service.")
    page = signed(gulnara()).get(f"/figures/{rights.code}/{value.code}/").content.decode()
    assert "/logs/" not in page
    assert "/files/" in page
