"""The schedule of a programme, and changing dates on it."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import activity, programme, store
from tests.rooms.web.programmes.reading import Who, asked, client_of, get, html, many, marked, of, words
from tirek import monitoring, plans
from tirek.plans import Activity, ScheduleChange

pytestmark = pytest.mark.django_db
PAGE = of(part="schedule/")
CHANGE = of(part="schedule/1.1/")
DATES = {"begins": "2022-08-01", "ends": "2022-11-14", "reason": "The academy asked."}


@pytest.fixture(autouse=True)
def _programme(db) -> None:
    programme()
    marked("1.1", "Q3 2022")


@time_machine.travel(date(2022, 8, 15))
def test_it_works() -> None:
    page, shown = html(PAGE), words(PAGE)
    assert page.count('role="img"') == 1
    assert "The schedule has 4 activities. None ends later than planned. 3 have no dates." in shown
    assert "Today, 15 August 2022" in shown
    assert "1.1 Activity 1.1 Q3 2022 1 July 2022 – 30 September 2022" in shown


def test_the_picture_is_a_table_too() -> None:
    assert "The same as a table" in words(PAGE)
    assert "Days later than planned" in words(PAGE)


def test_changing_dates_shows_both_and_the_reason() -> None:
    answer = client_of(aigul).post(CHANGE, DATES, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    shown = words(PAGE)
    assert "1 August 2022 – 14 November 2022 The academy asked." in shown
    assert "45 days later" in shown
    assert "+45 days" in shown
    assert ScheduleChange.objects.get().changed_by == aigul()


def test_the_form_begins_with_the_dates_that_count_now() -> None:
    assert 'value="2022-07-01"' in html(CHANGE)
    client_of(aigul).post(CHANGE, DATES)
    assert 'value="2022-11-14"' in html(CHANGE)
    shown = words(CHANGE)
    assert "Changes so far 1 August 2022 – 14 November 2022: The academy asked. coordinator" in shown
    assert "aigul" not in shown


def test_the_form_of_an_activity_without_dates_begins_with_those_of_the_programme() -> None:
    page = html(of(part="schedule/2.2/"))
    assert 'value="2022-05-01"' in page
    assert 'value="2023-12-31"' in page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reason": ""}, "Why the dates change: This field is required."),
        ({"begins": "yesterday"}, "Begins on: Enter a valid date."),
        ({"ends": ""}, "Ends on: This field is required."),
    ],
)
def test_what_is_missing_is_said_beside_the_field(given: dict[str, str], sentence: str) -> None:
    answer = client_of(aigul).post(CHANGE, DATES | given)
    assert sentence in answer.content.decode()
    assert not ScheduleChange.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"ends": "2022-07-01"}, "An activity cannot end before it begins."),
        ({"begins": "1922-08-01"}, "These dates lie outside the programme"),
        ({"ends": "2222-08-01"}, "These dates lie outside the programme"),
    ],
)
def test_dates_that_cannot_be_are_refused_with_a_sentence(given: dict[str, str], sentence: str) -> None:
    answer = client_of(aigul).post(CHANGE, DATES | given)
    assert sentence in answer.content.decode()
    assert not ScheduleChange.objects.exists()


def test_a_double_click_changes_once() -> None:
    client = client_of(aigul)
    for _ in range(2):
        assert client.post(CHANGE, DATES).status_code == 302
    assert ScheduleChange.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [(aigul, 200), (marat, 200), (saule, 403), (viktor, 403), (bolat, 403), (gulnara, 403), (dana, 404), (ingrid, 404)],
)
def test_only_those_who_may_change_dates_get_the_form(who: Who, status: int) -> None:
    assert get(CHANGE, who).status_code == status
    posted = client_of(who).post(CHANGE, DATES).status_code
    assert posted == (302 if status == 200 else status)
    assert ScheduleChange.objects.exists() == (status == 200)


@pytest.mark.parametrize(("who", "offered"), [(aigul, True), (marat, True), (bolat, False), (dana, False)])
def test_the_link_is_offered_to_those_only(who: Who, *, offered: bool) -> None:
    assert (CHANGE in html(PAGE, who)) is offered


def test_a_donor_sees_no_schedule() -> None:
    assert get(PAGE, ingrid).status_code == 404


def test_an_activity_that_is_not_there() -> None:
    assert get(of(part="schedule/9.9/")).status_code == 404
    assert client_of(aigul).post(of(part="schedule/9.9/"), DATES).status_code == 404


def test_marks_that_give_no_dates_are_said_and_not_guessed() -> None:
    marked("1.2", "Q3", "Q1 2019")
    shown = words(PAGE)
    assert "1.2: “Q3” – no year is printed with it" in shown
    assert "1.2: “Q1 2019” – it lies outside the dates of the programme" in shown


def test_what_really_happened_is_drawn_and_said() -> None:
    made = activity("1.1").output.programme
    monitoring.report_progress(
        account=marat(), activity=activity("1.1"), period=plans.period(made, "2022-Q4"), status="done", text="Done.",
        began=date(2022, 9, 1), ended=date(2022, 10, 10),
    )  # fmt: skip
    shown = words(PAGE)
    assert "1 September 2022 – 10 October 2022 10 days later" in shown


def test_what_ended_earlier_than_planned_says_so() -> None:
    client_of(aigul).post(CHANGE, DATES | {"begins": "2022-07-01", "ends": "2022-08-31"})
    assert "earlier" in words(PAGE)


def test_a_programme_without_activities_says_so() -> None:
    (bare,) = many(1, activities=0)
    assert "This programme has no activity yet." in words(of(bare.code, part="schedule/"))


def test_the_number_of_questions_does_not_grow() -> None:
    (few,) = many(1, activities=2)
    first = asked(of(few.code, part="schedule/"))
    output = few.outputs.get(number="1")
    for number in range(3, 30):
        store(Activity(output=output, number=f"1.{number}", title="More", line=1, marks=["Q1 2022"]))
    assert asked(of(few.code, part="schedule/")) == first


def test_nothing_on_it_has_a_style_of_its_own() -> None:
    assert " style=" not in html(PAGE)


@pytest.mark.parametrize("who", [viktor, gulnara])
def test_it_is_shown_in_other_languages(who: Who) -> None:
    assert 'role="img"' in html(PAGE, who)
