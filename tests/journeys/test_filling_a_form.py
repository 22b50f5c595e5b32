"""An officer fills a form of every kind of question, by hand and by keyboard, in three languages, on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.filling import PICTURE, House, go_to, house, kept_answers, language, opened
from tests.journeys.people import sign_in

__all__ = ["house"]
SECTIONS = 5


@pytest.fixture
def form(page: Page, house: House) -> Page:
    sign_in(page, house.served, house.officer)
    opened(page, house.address("every-kind"))
    return page


def question(page: Page, label: str) -> Any:
    return page.locator(".tirek-question").filter(has=page.get_by_text(label, exact=True))


def test_it_works(form: Page) -> None:
    form.get_by_label("Name of the place").fill("Prison <b>№ 1</b> & 'yard'")
    form.get_by_label("What happened").fill("One line\nand another")
    form.get_by_label("How many people").fill("12")
    form.get_by_label("Area in square metres").fill("30,6")
    expect(form.get_by_text("Each has 2.6 square metres.")).to_be_visible()
    go_to(form, 3)
    form.get_by_label("No", exact=True).check()
    form.get_by_label("Water", exact=True).check()
    answers = kept_answers(form)
    assert "<name>Prison &lt;b&gt;№ 1&lt;/b&gt; &amp; 'yard'</name>" in answers
    assert "<story>One line\nand another</story>" in answers
    assert "<area>30.6</area>" in answers
    assert "<each>2.6</each>" in answers
    assert "<lacks>water</lacks>" in answers
    assert "<fixed>HRC-15</fixed>" in answers


def test_what_is_asked_follows_what_was_answered(form: Page) -> None:
    go_to(form, 3)
    expect(form.get_by_text("What is lacking")).to_have_count(0)
    form.get_by_label("No", exact=True).check()
    expect(form.get_by_text("What is lacking")).to_be_visible()
    form.get_by_role("button", name="Clear the answer").first.click()
    expect(form.get_by_text("What is lacking")).to_have_count(0)


def test_one_list_follows_another(form: Page) -> None:
    go_to(form, 3)
    expect(question(form, "Town")).to_contain_text("There is nothing to choose yet")
    form.get_by_label("Aktobe region").check()
    expect(question(form, "Town").get_by_role("radio")).to_have_count(2)
    form.get_by_label("Khromtau").check()
    question(form, "Region").get_by_label("Almaty").check()
    expect(question(form, "Town").get_by_role("radio")).to_have_count(1)
    assert "<town></town>" in kept_answers(form) or "<town/>" in kept_answers(form)


def test_a_long_list_is_found_by_a_part_of_its_words(form: Page) -> None:
    go_to(form, 3)
    long = question(form, "One of many")
    long.get_by_label("Find in the list").fill("cle 27")
    expect(long.get_by_role("radio")).to_have_count(1)
    expect(long.get_by_role("status")).to_have_text("1 of 30 shown")
    long.get_by_label("Article 27").check()
    long.get_by_label("Find in the list").fill("nothing of the kind")
    expect(long.get_by_role("radio")).to_have_count(1)  # what is chosen stays in sight
    assert "<many>m27</many>" in kept_answers(form)


def test_days_and_times_carry_the_offset_of_the_place(form: Page) -> None:
    go_to(form, 2)
    form.get_by_label("Day of the visit").fill("2026-01-05")
    form.get_by_label("Month").fill("2026-03")
    form.get_by_label("Year").fill("2024")
    form.get_by_label("Hour", exact=True).fill("14:30")
    form.get_by_label("Day and hour").fill("2026-01-05T14:30")
    form.get_by_label("Year").press("Tab")
    answers = kept_answers(form)
    assert "<day>2026-01-05</day>" in answers
    assert "<month>2026-03-01</month>" in answers
    assert "<year>2024-01-01</year>" in answers
    assert "<hour>14:30:00.000+" in answers
    assert "<moment>2026-01-05T14:30:00.000+" in answers


def test_an_order_is_made_by_keyboard_and_said_aloud(form: Page) -> None:
    go_to(form, 3)
    form.get_by_role("button", name="Move up: Air").focus()
    form.keyboard.press("Enter")
    expect(form.get_by_role("status").get_by_text("Air is now number 1 of 3.")).to_be_attached()
    expect(form.get_by_role("button", name="Move down: Air")).to_be_focused()
    assert "<worst>air water none</worst>" in kept_answers(form)


def test_a_number_is_held_to_its_range(form: Page) -> None:
    go_to(form, 3)
    cold = form.get_by_label("How cold, 0 to 10")
    cold.fill("7")
    cold.press("Tab")
    assert "<cold>7</cold>" in kept_answers(form)
    cold.fill("17")
    cold.press("Tab")
    expect(question(form, "How cold, 0 to 10").locator(".govuk-error-message")).to_contain_text("from 0 to 10")
    expect(cold).to_have_value("17")


def test_what_cannot_be_an_answer_stays_in_its_box_and_is_not_sent(form: Page) -> None:
    people = form.get_by_label("How many people")
    people.fill("a dozen")
    people.press("Tab")
    expect(question(form, "How many people").locator(".govuk-error-message")).to_contain_text("Give a whole number")
    expect(people).to_have_value("a dozen")
    go_to(form, SECTIONS)
    form.get_by_role("button", name="Send").click()
    summary = form.locator(".govuk-error-summary")
    expect(summary.get_by_role("link", name="How many people: Give a whole number")).to_be_visible()


def test_what_is_wrong_leads_to_its_question_in_another_section(form: Page) -> None:
    form.get_by_label("How many people").fill("501")
    go_to(form, SECTIONS)
    form.get_by_role("button", name="Send").click()
    summary = form.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(form.locator("#filling .govuk-error-message").filter(visible=True)).to_have_count(0)  # of section 5, nothing
    expect(summary.get_by_role("link")).to_have_text(
        [
            "Name of the place: This must be answered.",
            "How many people: Between 0 and 500 people fit.",
            "Is it lit?: This must be answered.",
        ]
    )
    summary.get_by_role("link", name="How many people").press("Enter")
    expect(form.get_by_label("How many people")).to_be_focused()
    expect(form.get_by_text("Section 1 of 5")).to_be_visible()
    expect(question(form, "Name of the place").locator(".govuk-error-message")).to_contain_text("must be answered")
    form.get_by_label("How many people").fill("5")
    form.get_by_label("How many people").press("Tab")
    expect(summary.get_by_role("link")).to_have_count(2)


def test_what_is_asked_several_times_is_added_removed_and_had_back(form: Page) -> None:
    go_to(form, 4)
    expect(form.get_by_role("group", name="Person 1")).to_be_visible()
    form.get_by_role("button", name="Add another: Person").click()
    expect(form.get_by_role("heading", name="Person 2")).to_be_focused()
    second = form.get_by_role("group", name="Person 2")
    second.get_by_label("Code of the person").fill("P-0002")
    second.get_by_label("Age").fill("34")
    form.get_by_role("group", name="Person 1").get_by_label("Code of the person").fill("P-0001")
    form.get_by_role("button", name="Remove Person 2").click()
    expect(form.get_by_role("group", name="Person 2")).to_have_count(0)
    form.get_by_role("button", name="Take it back").click()
    expect(form.get_by_role("group", name="Person 2").get_by_label("Code of the person")).to_have_value("P-0002")
    form.get_by_role("button", name="Remove Person 1").click()
    expect(form.get_by_role("group", name="Person 1").get_by_label("Code of the person")).to_have_value("P-0002")
    answers = kept_answers(form)
    assert "P-0001" not in answers
    assert "<age>34</age>" in answers


def test_a_place_is_given_in_figures_or_by_the_device(form: Page) -> None:
    go_to(form, SECTIONS)
    form.get_by_label("Latitude").fill("50.2839")
    form.get_by_label("Longitude").fill("200")
    form.get_by_label("Accuracy, metres").focus()
    form.keyboard.press("Tab")
    expect(question(form, "Where").locator(".govuk-error-message")).to_contain_text("longitude from −180 to 180")
    form.get_by_label("Longitude").fill("57,1669")
    form.get_by_label("Longitude").press("Tab")
    assert "<where>50.2839 57.1669</where>" in kept_answers(form)
    form.context.grant_permissions(["geolocation"])
    form.context.set_geolocation({"latitude": 43.25, "longitude": 76.95, "accuracy": 8})
    question(form, "Where").get_by_role("button", name="Use the place of this device").click()
    expect(form.get_by_text("Found, within 8 metres.")).to_be_visible()
    expect(form.get_by_label("Latitude")).to_have_value("43.25")
    form.get_by_label("The yard").fill("50 57\n50.1 57\n50.1 57.1")
    form.get_by_label("The yard").press("Tab")
    answers = kept_answers(form)
    assert "<where>43.25 76.95 0.0 8.0</where>" in answers
    assert "<yard>50.0 57.0;50.1 57.0;50.1 57.1;50.0 57.0</yard>" in answers


def test_no_map_and_nothing_else_is_fetched_from_elsewhere(page: Page, house: House) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page, house.served, house.officer)
    opened(page, house.address("every-kind"))
    go_to(page, SECTIONS)
    assert [url for url in asked if not url.startswith((house.served.url, "data:", "blob:"))] == []


def test_a_picture_is_shown_and_can_be_removed(form: Page) -> None:
    go_to(form, SECTIONS)
    picture = form.get_by_label("A picture")
    picture.set_input_files({"name": "cell 7.png", "mimeType": "image/png", "buffer": PICTURE})
    expect(question(form, "A picture").get_by_role("img")).to_be_visible()
    answers = kept_answers(form)
    assert "<photo>" in answers
    assert "cell 7" not in answers  # a name of its own, at random
    question(form, "A picture").get_by_role("button", name="Remove the file").click()
    expect(question(form, "A picture").get_by_role("img")).to_have_count(0)


def test_a_file_that_is_too_large_is_refused_with_its_limit(form: Page) -> None:
    go_to(form, SECTIONS)
    large = {"name": "large.pdf", "mimeType": "application/pdf", "buffer": b"%" * (20 * 1024 * 1024 + 1)}
    form.get_by_label("A paper").set_input_files(large)
    expect(question(form, "A paper").locator(".govuk-error-message")).to_contain_text("larger than 20 MB")


@pytest.mark.parametrize(
    ("code", "label", "section"),
    [("ru", "Название места", "Раздел 1 из 5"), ("kk", "Орынның атауы", "")],
)
def test_another_language_loses_no_answer(form: Page, code: str, label: str, section: str) -> None:
    form.get_by_label("Name of the place").fill("Prison 1")
    language(form, code)
    expect(form.get_by_label(label)).to_have_value("Prison 1")
    expect(form.locator("#filling")).to_have_attribute("lang", code)


def test_hint_and_guidance_stand_apart(form: Page) -> None:
    name = question(form, "Name of the place")
    expect(name.locator(".govuk-hint").first).to_have_text("As it stands on the door")
    expect(name.get_by_text("Ask the head of the place.")).to_be_hidden()
    name.get_by_text("More about this question").click()
    expect(name.get_by_text("Ask the head of the place.")).to_be_visible()


def test_the_whole_form_can_be_filled_without_a_mouse(form: Page) -> None:
    form.get_by_label("Name of the place").focus()
    form.keyboard.type("Prison 1")
    for _step in range(20):
        form.keyboard.press("Tab")
        if form.evaluate("document.activeElement.textContent") == "Continue":
            break
    form.keyboard.press("Enter")
    expect(form.get_by_role("heading", name="Days and times")).to_be_focused()
    form.go_back()
    expect(form.get_by_text("Section 1 of 5")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 375])
def test_every_section_is_free_of_faults_and_fits(
    form: Page, width: int, axe: Callable[[Page], list[dict[str, Any]]]
) -> None:
    form.set_viewport_size({"width": width, "height": 800})
    for code in ("en", "ru", "kk"):
        language(form, code)
        for section in range(1, SECTIONS + 1):
            go_to(form, section)
            assert form.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
            assert [(each["id"], each["nodes"][0]["html"]) for each in axe(form)] == []


def test_on_paper_stands_the_whole_form(form: Page) -> None:
    form.emulate_media(media="print")
    form.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(form.get_by_text("Day of the visit")).to_be_visible()
    expect(form.get_by_text("Is it lit?")).to_be_visible()
    expect(form.get_by_role("button", name="Continue")).to_be_hidden()


@pytest.mark.parametrize("form_id", ["intake", "visit-checklist"])
def test_the_forms_of_the_mechanisms_can_be_filled(
    page: Page, house: House, form_id: str, axe: Callable[[Page], list[dict[str, Any]]]
) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    sign_in(page, house.served, house.officer)
    page.set_viewport_size({"width": 375, "height": 800})
    opened(page, house.address(form_id))
    for code in ("en", "ru", "kk"):
        language(page, code)
        for section in range(1, 1 + page.locator(".tirek-section__list a").count()):
            go_to(page, section)
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
            if code == "kk":
                assert [(each["id"], each["nodes"][0]["html"]) for each in axe(page)] == []
    assert page.locator(".govuk-inset-text").filter(visible=True).count() == 0  # nothing that is not supported
    assert faults == []
