"""The pictures of a log: the waterfall adds up, the dots are a fair sample, each is kept as SVG, PNG and CSV."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import numpy as np
import pytest
from django.test import Client
from lxml import etree

from tests.rooms.studies.study import a_log
from tests.rooms.web.studies.pages import address, rows
from tirek import studies
from tirek.mining import EventLog, log_of, throughput_of
from tirek.web.studies import dots
from tirek.web.studies.dots import MOST_CASES, MOST_OF_CASE, Drawn

pytestmark = pytest.mark.django_db
ONLY = quote('[{"kind": "usual", "share": 0.3}]')


def many(cases: int, events: int = 2) -> EventLog:
    """Cases that begin a second after one another; each event of a case an hour after the one before."""
    names = [str(case) for case in range(cases) for _ in range(events)]
    times = [case * 1_000_000 + n * 3_600_000_000 for case in range(cases) for n in range(events)]
    return log_of(names, ["a", "b"] * (cases * events // 2), times)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_it_works(analyst: Client, language: str) -> None:
    log = a_log()
    analyst.cookies["django_language"] = language
    for page in ("waiting/", "waiting/?of=middle", "dots/", "dots/?over=since&order=length", "dots/?over=week"):
        assert "<svg" in analyst.get(address(log, page)).content.decode(), page


def test_the_waterfall_adds_up_to_the_time_of_a_case(analyst: Client) -> None:
    log = a_log()
    told = rows(analyst.get(address(log, "waiting.csv?table=time")))
    mean = throughput_of(studies.events_of(log)).durations.mean_s
    assert sum(float(each["mean_s"]) for each in told) == pytest.approx(mean)
    assert float(told[-1]["reached_s"]) == pytest.approx(mean)
    for each in told:
        parts = (float(each[f"{part}_mean_s"]) for part in ("waiting", "work", "unknown"))
        assert sum(parts) == pytest.approx(float(each["mean_s"]))


def test_the_middle_fifth_is_a_fifth_and_its_time_lies_in_the_middle(analyst: Client) -> None:
    log = a_log()
    events = studies.events_of(log)
    told = rows(analyst.get(address(log, "waiting.csv?table=time&of=middle")))
    durations = (events.time[events.offsets[1:] - 1] - events.time[events.offsets[:-1]]) / 1_000_000
    assert np.quantile(durations, 0.4) <= float(told[-1]["reached_s"]) <= np.quantile(durations, 0.6)
    assert int(told[0]["cases"]) <= events.cases * 0.25


def test_steps_of_the_waterfall_lead_to_their_cases(analyst: Client) -> None:
    log = a_log()
    page = analyst.get(address(log, "waiting/?of=middle")).content.decode()
    links = re.findall(r'href="([^"]*/cases/\?only=[^"]*)">([\d,]+)</a>', page)
    for href, number in links[:3]:
        assert re.search(rf">{number} cases?<", analyst.get(unescape(href)).content.decode())


@pytest.mark.parametrize("table", ["steps", "activities", "again", "time"])
def test_tables_of_waiting_are_kept_and_filtered(analyst: Client, table: str) -> None:
    log = a_log()
    whole = rows(analyst.get(address(log, f"waiting.csv?table={table}")))
    part = rows(analyst.get(address(log, f"waiting.csv?table={table}&only={ONLY}")))
    assert whole
    assert whole != part


@pytest.mark.parametrize("name", ["waterfall", "dots"])
def test_pictures_are_kept_as_the_page_shows_them(analyst: Client, name: str) -> None:
    log = a_log()
    svg = analyst.get(address(log, f"pictures/{name}.svg")).content
    assert etree.fromstring(svg).get("role") == "img"
    assert svg.decode() in analyst.get(address(log, {"waterfall": "waiting/", "dots": "dots/"}[name])).content.decode()
    assert analyst.get(address(log, f"pictures/{name}.png")).content.startswith(b"\x89PNG")
    assert analyst.get(address(log, f"pictures/{name}.svg?only={ONLY}")).content != svg
    assert analyst.get(address(log, f"pictures/{name}.exe")).status_code == 404
    assert analyst.get(address(log, "pictures/nothing.svg")).status_code == 404


def test_all_events_of_a_small_log_are_dots(analyst: Client) -> None:
    log = a_log()
    events = studies.events_of(log, '[{"kind": "usual", "share": 0.3}]')
    told = rows(analyst.get(address(log, f"dots.csv?only={ONLY}")))
    assert len(told) == events.events
    assert {each["case"] for each in told} == set(events.case_names())
    assert min(float(each["since_begin_s"]) for each in told) == 0


def test_of_many_cases_one_in_so_many_is_drawn_in_the_order_asked() -> None:
    drawn = Drawn(many(12_345), "when", "begin")
    assert drawn.every == 13
    assert drawn.rows.tolist() == list(range(0, 12_345, 13))
    assert len(drawn.rows) <= MOST_CASES
    assert "950 of 12,345 cases are drawn: one in 13" in dots.picture_of(drawn).words


def test_a_case_of_very_many_events_does_not_take_all_the_room() -> None:
    drawn = Drawn(many(2, 5000), "since", "length")
    assert len(drawn.places[0]) == 2 * MOST_OF_CASE
    assert "Of 2 cases only the first 300 events are drawn." in dots.picture_of(drawn).words


def test_the_week_begins_on_monday_by_the_clock_of_the_country(settings) -> None:
    settings.TIME_ZONE = "Asia/Almaty"
    monday = 1_767_574_800_000_000  # 5 January 2026, 06:00 in Almaty
    drawn = Drawn(log_of(["1"], ["a"], [monday]), "week", "begin")
    assert int(drawn.along[0]) == 6 * 3_600_000_000
    assert "begins at 06:00 (Monday): 100 % of all events" in dots.picture_of(drawn).words


def test_nothing_is_drawn_of_nothing(analyst: Client) -> None:
    log = a_log()
    none = quote('[{"kind": "lasting", "least_s": 1e12}]')
    for page in (
        "dots/",
        "waiting/",
        "dots.csv",
        "waiting.csv?table=time",
        "pictures/dots.svg",
        "pictures/waterfall.png",
    ):
        mark = "&" if "?" in page else "?"
        assert analyst.get(address(log, f"{page}{mark}only={none}")).status_code == 200, page
