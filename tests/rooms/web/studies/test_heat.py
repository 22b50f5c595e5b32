"""Heat on a drawing: each task has the number that the log says, in a colour of five, and leads to its cases."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.cast import madina
from tests.rooms.studies.study import a_log, done
from tests.rooms.web.studies.pages import drawn
from tirek import studies
from tirek.mining import bottlenecks_of
from tirek.studies import StudyLog, Work

pytestmark = pytest.mark.django_db


def page(client: Client, log: StudyLog, by: str, more: str = "") -> str:
    answer = client.get(f"/studies/{log.study.code}/drawings/as-is/?log={log.pk}&by={by}{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def heat(page: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(unescape(re.search(r'data-heat="([^"]*)"', page)[1]))
    return found


def names(log: StudyLog) -> dict[str, str]:
    text = studies.drawings_for(madina()).get(study=log.study).bpmn
    return dict(re.findall(r'<(?:bpmn:)?task id="([^"]+)" name="([^"]+)"', text))


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_it_works(analyst: Client, language: str) -> None:
    log = drawn(analyst, a_log())
    analyst.cookies["django_language"] = language
    for by in ("often", "waiting", "work", "deviates"):
        page(analyst, log, by)


def test_tasks_have_the_numbers_of_the_log(analyst: Client) -> None:
    log = drawn(analyst, a_log())
    counts = studies.description_of(log, "", "UTC").flow.activities
    called = names(log)
    told = heat(page(analyst, log, "often"))
    assert {called[key]: said for key, (_, said) in told.items()} == {
        called[key]: f"{counts[called[key]]:,}" for key in called
    }
    assert max(step for step, _ in told.values()) == 5
    most = max(counts[name] for name in called.values())
    assert all(step == min(5, 5 * counts[called[key]] // most + 1) for key, (step, _) in told.items())


def test_the_slowest_is_the_hottest(analyst: Client) -> None:
    log = drawn(analyst, a_log())
    called = names(log)
    waits = {
        each.activity: each.waiting.median_s
        for each in bottlenecks_of(studies.events_of(log)).times.activities
        if each.waiting and each.activity in called.values()
    }
    told = heat(page(analyst, log, "waiting"))
    assert max(told, key=lambda key: told[key][0]) in {
        key for key in called if called[key] == max(waits, key=lambda name: waits[name])
    }


def test_numbers_lead_to_their_cases(analyst: Client) -> None:
    log = drawn(analyst, a_log())
    links = re.findall(r'href="([^"]*/cases/\?only=[^"]*)">([\d,]+)</a>', page(analyst, log, "often"))
    assert links
    for href, number in links[:4]:
        assert re.search(rf">{number} cases?<", analyst.get(unescape(href)).content.decode())


def test_deviations_are_coloured_once_the_log_was_held_against_the_drawing(analyst: Client) -> None:
    log = drawn(analyst, a_log())
    before = page(analyst, log, "deviates")
    assert "was not held against this version of the drawing yet" in before
    analyst.post(f"/studies/{log.study.code}/logs/{log.pk}/conformance/", {"limit": "10"})
    told = done(Work.objects.filter(kind="conform").first()).result
    after = heat(page(analyst, log, "deviates"))
    left = {each["activity"]: each["model_only_cases"] + each["log_only_cases"] for each in told["deviations"]}
    called = names(log)
    assert {called[key]: said for key, (_, said) in after.items()} == {
        name: f"{left.get(name, 0):,}" for name in called.values()
    }


def test_filters_count(analyst: Client) -> None:
    log = drawn(analyst, a_log())
    only = '[{"kind": "usual", "share": 0.3}]'
    assert heat(page(analyst, log, "often", f"&only={only}")) != heat(page(analyst, log, "often"))


def test_the_table_is_kept_as_csv(analyst: Client) -> None:
    log = drawn(analyst, a_log())
    answer = analyst.get(f"/studies/{log.study.code}/drawings/as-is/heat.csv?log={log.pk}")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode().removeprefix("\ufeff"))))
    counts = studies.description_of(log, "", "UTC").flow.activities
    assert {row["task"]: int(row["count"]) for row in rows} == {name: counts[name] for name in names(log).values()}


@pytest.mark.parametrize("asked", ["log=x", "log=00000000-0000-0000-0000-000000000000", "by=money", ""])
def test_a_log_that_is_none_colours_nothing(analyst: Client, asked: str) -> None:
    log = drawn(analyst, a_log())
    answer = analyst.get(f"/studies/{log.study.code}/drawings/as-is/?{asked}")
    assert answer.status_code == 200
    assert "data-heat" not in answer.content.decode()
    assert analyst.get(f"/studies/{log.study.code}/drawings/as-is/heat.csv?{asked}").status_code == 404
