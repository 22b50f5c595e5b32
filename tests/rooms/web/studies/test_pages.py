"""The pages of a study: each answers in three languages, what is asked stands in the address, figures lead on."""

from __future__ import annotations

import json
import re
from urllib.parse import quote, unquote

import pytest
from django.test import Client

from tests.cast import madina, viktor
from tests.rooms.studies.study import INTERVALS, a_log, a_study, looked_at, taken_in
from tests.rooms.web.studies.pages import address
from tirek import studies

pytestmark = pytest.mark.django_db
PAGES = ("", "flow.json", "flow.csv", "choose/", "waiting/", "safeguards/", "variants/", "cases/", "cases/1/")


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_it_works(analyst: Client, language: str) -> None:
    log = a_log()
    analyst.cookies["django_language"] = language
    for page in PAGES:
        assert analyst.get(address(log, page)).status_code == 200, page
    for page in ("", "rules/", "simulation/", "effect/", "drawings/as-is/", "drawings/to-be/"):
        assert analyst.get(f"/studies/{log.study.code}/{page}").status_code == 200, page


def test_an_arrow_leads_to_its_cases_and_their_number_is_the_same(analyst: Client) -> None:
    log = a_log()
    told = analyst.get(address(log, "flow.json")).json()
    flow = studies.description_of(log, "", "UTC").flow
    between = [each for each in told["arrows"] if each["from"] and each["to"]]
    assert [each["count"] for each in between] == [edge.count for edge in flow.edges]
    for each, edge in list(zip(between, flow.edges, strict=True))[:3]:
        page = analyst.get(each["href"]).content.decode()
        assert re.search(rf"{edge.cases:,} cases|{edge.cases} cases", page), each


def test_filters_of_an_address_are_told_and_can_be_taken_off(analyst: Client) -> None:
    log = a_log()
    only = json.dumps([{"kind": "lasting", "least_s": 86400}])
    page = analyst.get(address(log, f"cases/?only={quote(only)}")).content.decode()
    assert "lasting from 1 d" in page
    assert f'href="{address(log, "cases/")}"' in page


@pytest.mark.parametrize(
    "only", ["{", "[1]", '[{"kind": "drop table"}]', '[{"kind": "lasting", "least_s": "x"}]', "null"]
)
def test_a_filter_that_is_none_is_refused_in_words(analyst: Client, only: str) -> None:
    answer = analyst.get(address(a_log(), f"variants/?only={quote(only)}"))
    assert answer.status_code in (422, 200)
    assert "Traceback" not in answer.content.decode()


def test_what_is_chosen_becomes_filters_of_the_page(analyst: Client) -> None:
    log = a_log()
    steps = studies.events_of(log).activities
    asked = {"asked": "1", "here": "cases", "least": "1", "before": steps[0], "after": steps[1], "since": "2015-02-01"}
    answer = analyst.get(address(log, "choose/"), asked)
    assert answer.status_code == 302
    (path, only) = unquote(answer["Location"]).replace("+", " ").split("?only=")
    assert path == address(log, "cases/")
    assert [each["kind"] for each in json.loads(only)] == ["during", "lasting", "following"]
    assert analyst.get(answer["Location"]).status_code == 200


def test_half_of_a_choice_is_asked_for_again(analyst: Client) -> None:
    log = a_log()
    asked = {"asked": "1", "before": studies.events_of(log).activities[0]}
    answer = analyst.get(address(log, "choose/"), asked)
    assert answer.status_code == 422
    assert "Say this too." in answer.content.decode()


def test_columns_are_confirmed_before_a_log_is_read(analyst: Client) -> None:
    log = taken_in(a_study(), INTERVALS.read_bytes(), INTERVALS.name)
    looked_at(log)
    page = analyst.get(address(log)).content.decode()
    assert "Which column is what?" in page
    assert "place order" in page
    answer = analyst.post(address(log, "read/"), {"case": "nothing", "activity": "", "time": ""})
    assert answer.status_code == 422
    assert not studies.works_for(madina()).filter(kind="import").exists()


def test_a_viewer_sees_no_study(client: Client) -> None:
    log = a_log()
    client.force_login(viktor())
    assert {client.get(address(log, page)).status_code for page in PAGES} == {403}


def test_a_case_that_is_not_there_is_not_found(analyst: Client) -> None:
    assert analyst.get(address(a_log(), "cases/99999999/")).status_code == 404
