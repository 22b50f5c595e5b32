"""The page of a log held against a drawing: it is asked for, told in figures that lead on, and kept as a table."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from django.test import Client

from tests.cast import bolat, madina
from tests.rooms.studies.study import a_log, done
from tests.rooms.web.studies.pages import address, drawn
from tirek import studies
from tirek.studies import StudyLog, Work

pytestmark = pytest.mark.django_db
PAGE = "conformance/"


def held(client: Client, log: StudyLog, query: str = "") -> Work:
    answer = client.post(address(log, PAGE) + query, {"limit": "10"})
    assert answer.status_code == 302
    work = Work.objects.filter(kind="conform").first()
    assert answer["Location"] == f"/studies/work/{work.pk}/"
    return done(work)


def cells(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text)))


def test_it_works(analyst: Client) -> None:
    log = a_log()
    drawn(analyst, log)
    assert "Hold the log against the drawing" in analyst.get(address(log, PAGE)).content.decode()
    work = held(analyst, log)
    onward = analyst.get(f"/studies/work/{work.pk}/")
    assert onward["Location"].startswith(address(log, PAGE))
    for language in ("en", "ru", "kk"):
        analyst.cookies["django_language"] = language
        assert analyst.get(onward["Location"]).status_code == 200


def test_each_figure_leads_to_as_many_cases(analyst: Client) -> None:
    log = a_log()
    drawn(analyst, log)
    held(analyst, log)
    page = analyst.get(address(log, PAGE)).content.decode()
    links = re.findall(r'href="([^"]*conformance/cases/[^"]*)">([\d,]+)(?: cases?)?</a>', page)
    assert len(links) > 3
    for href, number in links:
        told = analyst.get(unescape(href)).content.decode()
        assert re.search(rf">{number} cases?<", told), href


def test_the_tables_say_what_the_page_says(analyst: Client) -> None:
    log = a_log()
    drawn(analyst, log)
    told = held(analyst, log).result
    headings, *deviations = cells(analyst.get(address(log, "conformance.csv")))
    assert headings[0] == "activity"
    assert {row[0]: int(row[-1]) for row in deviations} == {
        each["activity"]: each["model_only_cases"] for each in told["deviations"]
    }
    _, *ways = cells(analyst.get(address(log, "conformance.csv?table=ways")))
    assert sum(int(cases) for cases, *_ in ways) == told["cases"]
    assert len(ways) == told["variants"]


def test_filters_stay_from_the_question_to_the_cases(analyst: Client) -> None:
    log = a_log()
    drawn(analyst, log)
    only = '?drawing=as-is&only=[{"kind":"usual","share":0.3}]'
    work = held(analyst, log, only)
    assert work.asked["only"]
    assert work.result["cases"] < studies.events_of(log).cases
    assert "Held against version 1" in analyst.get(address(log, PAGE) + only).content.decode()
    assert "Held against version 1" not in analyst.get(address(log, PAGE)).content.decode()


def test_a_newer_drawing_is_told(analyst: Client) -> None:
    log = a_log()
    drawn(analyst, log)
    held(analyst, log)
    drawn(analyst, log, "0")
    assert "version 2 is newer" in analyst.get(address(log, PAGE)).content.decode()


def test_nothing_is_held_against_what_is_not_drawn(analyst: Client) -> None:
    log = a_log()
    assert "Not drawn yet" in analyst.get(address(log, PAGE)).content.decode()
    assert analyst.post(address(log, PAGE))["Location"].endswith("/drawings/as-is/")
    assert analyst.get(address(log, "conformance.csv")).status_code == 404
    assert analyst.get(address(log, "conformance/cases/?how=fits")).status_code == 404
    assert analyst.get(address(log, "conformance/?drawing=as-it-was")).status_code == 404


def test_a_figure_that_is_none_is_not_found(analyst: Client) -> None:
    log = a_log()
    drawn(analyst, log)
    held(analyst, log)
    assert analyst.get(address(log, "conformance/cases/?how=drop")).status_code == 404
    for what in ("-1", "999999999", "x", "²"):
        answer = analyst.get(address(log, f"conformance/cases/?how=way&what={what}"))
        assert "No case is as you asked." in answer.content.decode()


def test_who_only_reads_sees_the_figures_and_cannot_ask(client: Client) -> None:
    log = a_log()
    client.force_login(madina())
    drawn(client, log)
    held(client, log)
    client.force_login(bolat())
    page = client.get(address(log, PAGE)).content.decode()
    assert "Left out" in page
    assert "Hold it against the drawing again" not in page
    assert client.post(address(log, PAGE)).status_code == 403
