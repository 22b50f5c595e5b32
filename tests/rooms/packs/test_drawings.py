"""The drawings of a mechanism on its pages, in words and for the script that shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.cast import aigul
from tests.mechanism import complaints, visits
from tirek import packs
from tirek.packs import Edition
from tirek.web.mechanisms.drawings import drawings_of

pytestmark = pytest.mark.django_db
__all__ = ["complaints", "visits"]
PATH = "procedures/visit.bpmn"


def client(language: str = "en") -> Client:
    made = Client()
    reader = aigul()
    reader.language = language
    reader.save(update_fields=["language"])
    made.force_login(reader)
    return made


def address(edition: Edition, path: str = PATH) -> str:
    return reverse("mechanisms:drawing", args=(edition.mechanism.code, edition.number, path))


def test_it_works(visits: Edition) -> None:
    answer = client().get(address(visits))
    assert answer["Content-Type"] == "application/xml"
    assert "sandbox" in answer["Content-Security-Policy"]
    given = packs.drawing_of(answer.content.decode())
    kept = packs.drawing_of(packs.file_of(visits, PATH).decode())
    assert [each.get("id") for each in given.iter()] == [each.get("id") for each in kept.iter()]
    lanes = [each.get("name") for each in packs.all_of(given, "lane")]
    assert "Member of the preventive group" in lanes


def test_it_is_given_in_the_language_of_the_reader(visits: Edition) -> None:
    assert 'name="Баруды жоспарлау"' in client("kk").get(address(visits)).content.decode()


def test_nothing_but_a_drawing_is_given(visits: Edition) -> None:
    assert client().get(address(visits, "who.csv")).status_code == 404
    assert client().get(address(visits, "procedures/none.bpmn")).status_code == 404


def test_the_booklet_and_the_file_tell_it_in_words(visits: Edition) -> None:
    reader = client()
    code, number = visits.mechanism.code, visits.number
    for shown in (
        reader.get(reverse("mechanisms:mechanism", args=(code,))),
        reader.get(reverse("mechanisms:file", args=(code, number, PATH))),
    ):
        text = unescape(shown.content.decode())
        assert f'data-drawing-url="{address(visits)}"' in text
        assert "Plan the visit" in text
        assert f"/mechanisms/{code}/editions/{number}/forms/visit-checklist/" in text


def test_a_case_says_what_waits_and_what_was_done(visits: Edition) -> None:
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    (shown,) = drawings_of(visits, process="visit", now={"team", "authority-late"}, done={"plan-visit": at, "team": at})
    assert (shown.now, shown.done) == ("team", "plan-visit")
    steps = {each.id: each for _name, steps in shown.processes for each in steps}
    assert steps["team"].waits
    assert steps["plan-visit"].since == at
    assert not steps["authority-late"].waits  # it hangs on another step: it may come, but the case is not there
    (listening,) = drawings_of(visits, now={"authority-answered"})
    assert listening.now == "authority-answer-came"


def test_what_stands_for_a_procedure_waits_with_it(complaints: Edition) -> None:
    (shown,) = drawings_of(complaints, now={"inquiry"})
    assert shown.now == "considering,inquiry"
    assert drawings_of(complaints, process="consideration")
    assert not drawings_of(complaints, process="visit")


def test_limits_are_those_of_today(complaints: Edition) -> None:
    """Three versions of this clock are in the table, one of them in force."""
    with translation.override("en"):
        (shown,) = drawings_of(complaints)
    steps = {each.id: each for _name, steps in shown.processes for each in steps}
    ((limit, basis),) = steps["answer"].limits
    assert limit == "15 working days"
    assert "No. 65" in basis
