"""The overview of a programme: what its coordinator finds in the morning."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import activity, programme, store
from tests.rooms.money.books import budget, printed, spent
from tests.rooms.web.programmes.reading import Who, action, asked, changed, get, html, indicator, marked, of, words
from tirek import monitoring, plans
from tirek.plans import Activity, Programme

pytestmark = pytest.mark.django_db
INSIDE = [aigul, marat, saule, viktor, bolat, gulnara, dana]


def test_it_works() -> None:
    made = programme()
    changed(made, outcome="Rights are protected.", gender_marker="GEN2")
    shown = words(of())
    assert "00143776 Rights" in shown
    assert "1 May 2022 – 31 December 2023" in shown
    assert "Gender marker GEN2" in shown
    assert "Outcome: Rights are protected." in shown
    assert "Output 1. Output 1" in shown
    assert "1.1 Activity 1.1" in shown


@pytest.mark.parametrize("who", INSIDE)
def test_everybody_with_a_role_sees_it(who: Who) -> None:
    programme()
    assert "00143776 Rights" in words(of(), who) or who().language != "en"


def test_a_donor_does_not() -> None:
    programme()
    assert get(of(), ingrid).status_code == 404


def test_key_numbers_are_those_of_the_money_room() -> None:
    programme()
    budget()
    spent(printed("540.49"))
    shown = words(of())
    assert "1,080 Budget in force USD" in shown
    assert "540 Spent USD" in shown
    assert "50.0 % Delivery" in shown


def test_a_programme_without_a_budget_says_so() -> None:
    programme()
    assert "– No budget is in force yet" in words(of())
    assert "Delivery" not in words(of())


@time_machine.travel(date(2022, 7, 15))
def test_what_is_late_comes_first_and_is_counted() -> None:
    made = programme()
    action(made)
    shown = words(of())
    assert "Late or due" in shown
    assert re.search(r"late Track results progress , Q2 2022, by 30 June 2022", shown)
    assert "late Quarterly report , Q2 2022" in shown


@time_machine.travel(date(2022, 5, 2))
def test_nothing_late_says_what_comes_next() -> None:
    made = programme()
    action(made)
    shown = words(of())
    assert "Nothing is late, and nothing is due within 30 days." in shown
    assert "Next: Track results progress, by 30 June 2022." in shown


@time_machine.travel(date(2026, 1, 1))
def test_no_more_than_six_things_are_named_and_the_rest_is_counted() -> None:
    made = programme()
    action(made)
    page = html(of())
    assert len(re.findall(r'govuk-tag--red">late<', page)) == 6
    assert re.search(r"and \d+ more", page)


def test_the_results_chain_is_on_it_once_there_are_indicators() -> None:
    made = programme()
    assert "<svg" not in html(of()).split("<main")[1]
    indicator(made, value=12, period="2022-Q3", activity=activity("1.1"))
    shown = words(of())
    assert "1 of 1 Indicators on target 0 behind" in shown
    assert "On target: 12 of 10" in shown


def test_a_programme_that_takes_the_place_of_another_says_so_on_both_pages() -> None:
    old = programme()
    new = programme("00999999")
    changed(new, supersedes=old)
    assert "Takes the place of: 00143776 Rights" in words(of("00999999"))
    assert "Another programme has taken the place of this one: 00999999 Rights" in words(of())
    assert 'href="/programmes/00999999/"' in html(of())


def test_new_dates_of_an_activity_stand_in_its_row_with_how_far_it_slipped() -> None:
    programme()
    marked("1.1", "Q3 2022")
    plans.change_schedule(
        account=aigul(), activity=activity("1.1"), begins=date(2022, 8, 1), ends=date(2022, 11, 14), reason="Asked."
    )
    assert "1.1 Activity 1.1 1 August 2022 – 14 November 2022 45 days later" in words(of())


def test_what_ended_later_than_planned_has_slipped_without_a_change_of_dates() -> None:
    made = programme()
    marked("1.1", "Q3 2022")
    monitoring.report_progress(
        account=marat(), activity=activity("1.1"), period=plans.period(made, "2022-Q4"), status="done", text="Done.",
        began=date(2022, 9, 1), ended=date(2022, 10, 10),
    )  # fmt: skip
    assert "Q3 2022 10 days later" in words(of())


def test_only_the_coordinator_is_offered_to_add_an_activity() -> None:
    programme()
    assert "Add an activity" in words(of(), aigul)
    assert "Add an activity" not in words(of(), marat)


def test_the_number_of_questions_does_not_grow_with_the_programme() -> None:
    made = programme()
    action(made)
    indicator(made, value=12, period="2022-Q3", activity=activity("1.1"))
    budget()
    few = asked(of())
    output = made.outputs.get(number="1")
    for number in range(3, 20):
        store(Activity(output=output, number=f"1.{number}", title="More", line=1))
        plans.change_schedule(
            account=aigul(), activity=activity(f"1.{number}"), begins=date(2022, 8, 1), ends=date(2022, 9, 1),
            reason="Asked.",
        )  # fmt: skip
    for number in range(5):
        action(made, f"Action {number}")
        indicator(made, f"more-{number}", value=2, period="2022-Q3", output=output)
    assert asked(of()) == few < 60


def test_a_title_is_text_and_never_markup() -> None:
    changed(programme(), title="<script>alert(1)</script>", outcome="<b>x</b>")
    page = html(of())
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_nothing_on_it_has_a_style_of_its_own() -> None:
    made = programme()
    indicator(made, value=12, period="2022-Q3")
    assert " style=" not in html(of())


def test_there_is_no_such_programme() -> None:
    assert get(of("00000000")).status_code == 404
    assert Programme.objects.count() == 0
