"""The drawings of a mechanism on its pages, in words and for the script that shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.cast import aigul, ruslan
from tests.mechanism import complaints, visits
from tirek import packs
from tirek.packs import Edition
from tirek.web.mechanisms.drawings import drawings_of, drawn_with, elements_at

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


def sent(edition: Edition, content: str, base: int | None = None) -> str:
    """The page after a drawing was sent by the administrator."""
    made = Client()
    made.force_login(ruslan())
    fields = {"content": content.replace("\n", "\r\n"), "note": "A reason"} | ({"base": str(base)} if base else {})
    answer = made.post(reverse("mechanisms:change-file", args=(edition.mechanism.code, PATH)), fields)
    return unescape(answer.content.decode())


def text_of(edition: Edition) -> str:
    return packs.file_of(edition, PATH).decode()


def test_a_changed_drawing_is_told_in_plain_words_and_kept(visits: Edition) -> None:
    shown = sent(visits, text_of(visits).replace('name="Plan the visit"', 'name="Plan it"'), base=visits.number)
    assert "“Plan the visit”, name: “Plan the visit” → “Plan it”." in shown


def test_what_is_refused_is_named_for_the_drawing(visits: Edition) -> None:
    shown = sent(visits, text_of(visits).replace('name="Plan the visit"', 'name=""'))
    assert 'data-wrong="plan-visit"' in shown
    assert "What was refused is marked in the drawing" in shown


def test_a_drawing_of_an_edition_that_was_replaced_meanwhile_replaces_nothing(visits: Edition) -> None:
    first = text_of(visits)
    newer = first.replace('name="Plan the visit"', 'name="Plan it"').encode()
    packs.change_pack(account=ruslan(), mechanism=visits.mechanism, files={PATH: newer}, note="First")
    shown = sent(visits, first.replace('name="Draft the report"', 'name="Write"'), base=visits.number)
    assert "came while you were looking at edition" in shown
    assert "What would change" not in shown
    again = sent(visits, first.replace('name="Draft the report"', 'name="Write"'), base=visits.number)
    assert "came while you were looking at edition" in again  # sending the same once more does not help


def test_what_a_drawing_may_name_is_offered(visits: Edition) -> None:
    offered = drawn_with(visits, PATH)
    assert ("visit-checklist", packs.forms_in_force().get(form_id="visit-checklist").title) in offered.forms
    assert {"monitor", "supervisor", "officer"} <= {role for role, _name in offered.roles}
    assert "answer-of-the-authority" in offered.clocks
    assert offered.processes == ("visit",)
    assert offered.messages == ("authority-answered",)


def test_a_text_that_is_no_drawing_has_nothing_to_mark() -> None:
    assert elements_at("<no", {1}) == []
    assert elements_at(DRAWN, {3}) == ["inner"]
    assert elements_at(DRAWN, {4}) == ["outer"]


DRAWN = """<d xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
<process id="outer">
<userTask id="inner"/>
<laneSet/>
</process></d>"""
