"""A procedure as a picture: on the page of its mechanism and of a case, and changed; the pages stay strict."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Served
from tests.journeys.people import sign_in, speak

Axe = Callable[[Page], list[dict[str, Any]]]
MECHANISM = "/mechanisms/complaints/"
EDITOR = "/mechanisms/complaints/change/procedures/complaint.bpmn"
NAMES = {"en": "Take the complaint in", "ru": "Принять жалобу", "kk": "Шағымды қабылдау"}
TOOLS = {"en": "Create task", "ru": "Шаг", "kk": "Қадам"}


def listen(page: Page) -> list[str]:
    """What the browser complains of: a refused style or script is told there."""
    complained: list[str] = []
    page.on("console", lambda told: complained.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda fault: complained.append(str(fault)))
    return complained


def drawn(page: Page) -> None:
    page.locator(".tirek-drawing").first.scroll_into_view_if_needed()
    expect(step(page, "intake")).to_be_visible(timeout=20_000)


def step(page: Page, name: str) -> Any:
    return page.locator(f".djs-shape[data-element-id={name}]")


def choose(page: Page, name: str) -> None:
    step(page, name).locator(".djs-hit").first.click()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def scrolled(page: Page) -> bool:
    """Whether the drawing has moved to the right, in a second at most; keys move it smoothly."""
    for _ in range(20):
        if page.evaluate("document.querySelector('.tirek-drawing__frame').scrollLeft > 0"):
            return True
        page.wait_for_timeout(50)
    return False


def look(page: Page, name: str) -> None:
    if folder := os.environ.get("TIREK_LOOK"):
        page.screenshot(path=f"{folder}/{name}.png")


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_it_works(page: Page, served: Served, axe: Axe, language: str) -> None:
    complained = listen(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page, served, "administrator")
    speak(page, language)
    assert not [url for url in asked if "viewer.js" in url or "editor.js" in url]  # it comes where it is needed
    page.goto(served.url + MECHANISM)
    drawn(page)
    assert re.sub(r"\s", "", step(page, "intake").text_content()) == NAMES[language].replace(" ", "")
    assert page.locator(".bjs-powered-by").is_visible()
    page.locator(".tirek-drawing summary").click()
    expect(page.locator("#step-intake")).to_contain_text(NAMES[language])
    assert axe(page) == []
    assert not [url for url in asked if "editor.js" in url]
    speak(page, "en")
    assert complained == []
    assert all(url.startswith((served.url, "data:", "blob:")) for url in asked)


def test_the_mark_of_those_who_draw_stays_in_sight(page: Page, served: Served) -> None:
    sign_in(page, served, "administrator")
    page.goto(served.url + MECHANISM)
    drawn(page)
    page.evaluate("document.querySelector('.tirek-drawing__frame').scrollIntoView({block: 'end'})")
    for place in ("0, 0", "900, 300", "9999, 9999"):
        page.evaluate(f"document.querySelector('.tirek-drawing__frame').scrollTo({place})")
        seen = page.evaluate("""() => {
            const mark = document.querySelector('.bjs-powered-by'), box = mark.getBoundingClientRect();
            const frame = document.querySelector('.tirek-drawing__frame').getBoundingClientRect();
            const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return [mark.contains(over), box.left >= frame.left && box.right <= frame.right,
                    box.top >= frame.top && box.bottom <= frame.bottom];
        }""")
        assert seen == [True, True, True], place


def test_the_keyboard_and_the_mouse_move_it_and_it_is_kept_as_a_picture(page: Page, served: Served) -> None:
    sign_in(page, served, "administrator")
    page.goto(served.url + MECHANISM)
    drawn(page)
    frame = page.locator(".tirek-drawing__frame")
    frame.focus()
    page.keyboard.press("ArrowRight")
    assert scrolled(page)
    wide = page.locator(".tirek-drawing__canvas").bounding_box()
    page.get_by_role("button", name="The whole drawing").click()
    whole, held = page.locator(".tirek-drawing__canvas").bounding_box(), frame.bounding_box()
    assert wide
    assert whole
    assert held
    assert whole["width"] <= held["width"] < wide["width"]
    page.get_by_role("button", name="Larger").click()
    larger = page.locator(".tirek-drawing__canvas").bounding_box()
    assert larger
    assert larger["width"] == pytest.approx(whole["width"] * 1.25, abs=2)
    with page.expect_download() as kept:
        page.get_by_role("link", name="Keep as a picture").click()
    assert "<svg" in kept.value.path().read_text()
    assert kept.value.suggested_filename.endswith(".svg")


def test_without_the_picture_there_are_the_words(page: Page, served: Served) -> None:
    sign_in(page, served, "administrator")
    page.context.route("**/drawings/**", lambda route: route.abort())
    page.goto(served.url + MECHANISM)
    page.locator(".tirek-drawing").scroll_into_view_if_needed()
    expect(page.get_by_text("The picture could not be loaded")).to_be_visible()
    expect(page.locator("#step-register")).to_be_visible()
    expect(page.locator(".tirek-drawing__frame")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 375])
def test_a_case_shows_where_it_stands(page: Page, served: Served, axe: Axe, width: int) -> None:
    complained = listen(page)
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, served, "officer")
    page.goto(f"{served.url}/cases/")
    page.get_by_role("link", name="HRC-15-2026-00001").click()
    drawn(page)
    expect(page.locator(".tirek-now")).to_have_count(1)
    expect(page.locator(".tirek-now[data-element-id=register]")).to_be_in_viewport()
    expect(page.locator(".tirek-done[data-element-id=intake]")).to_have_count(1)
    page.locator(".tirek-drawing summary").click()
    expect(page.locator("#step-register")).to_contain_text("waits now")
    expect(page.locator("#step-intake")).to_contain_text("done")
    look(page, f"case-{width}")
    assert fits(page)
    assert axe(page) == []
    assert complained == []


def test_a_drawing_is_changed_and_shown_before_it_is_kept(page: Page, served: Served, axe: Axe) -> None:
    complained = listen(page)
    sign_in(page, served, "administrator")
    page.goto(served.url + EDITOR)
    drawn(page)
    assert page.locator(".bjs-powered-by").is_visible()
    field = page.get_by_label("Text of the file")
    before = field.input_value()
    choose(page, "intake")
    page.get_by_label("What it is called").fill("Take the complaint in, at once")
    page.keyboard.press("Tab")
    expect(field).to_have_value(re.compile('name="Take the complaint in, at once"'))
    page.get_by_role("button", name="Undo").click()
    expect(field).not_to_have_value(re.compile("at once"))
    page.get_by_role("button", name="Redo").click()
    expect(field).to_have_value(re.compile("at once"))
    after = field.input_value()
    ids = re.compile(r'<bpmn:\w+ id="([^"]+)"')
    assert sorted(ids.findall(before)) == sorted(ids.findall(after))  # drawing loses nothing that it does not show
    assert re.findall(r'tirek:form="[^"]+"', before) == re.findall(r'tirek:form="[^"]+"', after)
    assert axe(page) == []
    page.get_by_label("Why it is changed").fill("Said more clearly")
    page.get_by_role("button", name="Show what it changes").click()
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()
    assert complained == []


def test_what_is_refused_is_marked_in_the_drawing(page: Page, served: Served, axe: Axe) -> None:
    sign_in(page, served, "administrator")
    page.goto(served.url + EDITOR)
    drawn(page)
    choose(page, "register")
    page.get_by_label("Form").select_option(label="the form of the same name as the step")
    page.get_by_label("Name for the machine").fill("registered-anew")
    page.keyboard.press("Tab")
    page.get_by_label("Why it is changed").fill("To see what is refused")
    page.get_by_role("button", name="Show what it changes").click()
    expect(page.get_by_text("What was refused is marked in the drawing")).to_be_visible()
    page.locator(".tirek-draw__canvas").scroll_into_view_if_needed()
    expect(page.locator(".tirek-wrong[data-element-id=registered-anew]")).to_be_in_viewport()
    look(page, "editor-refused")
    assert axe(page) == []


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_tools_speak_the_language_of_the_page(page: Page, served: Served, axe: Axe, language: str) -> None:
    complained = listen(page)
    sign_in(page, served, "administrator")
    speak(page, language)
    page.set_viewport_size({"width": 375, "height": 900})
    page.goto(served.url + EDITOR)
    drawn(page)
    assert fits(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator(".djs-palette [data-action='create.task']").get_attribute("aria-label") == TOOLS[language]
    choose(page, "intake")
    titles: list[str] = page.locator(".djs-palette .entry, .djs-context-pad .entry").evaluate_all(
        "all => all.map(e => e.title || e.ariaLabel)"
    )
    page.locator(".djs-context-pad .entry[data-action=replace]").click()
    titles += page.locator(".djs-popup .entry").all_inner_texts()
    assert len(titles) > 15
    if language != "en":
        assert not [title for title in titles if re.search("[A-Za-z]", title)]
    look(page, f"editor-{language}")
    page.keyboard.press("Escape")
    assert axe(page) == []
    speak(page, "en")
    assert complained == []


def test_a_step_is_drawn_in_and_said_all_that_is_needed(page: Page, served: Served) -> None:
    complained = listen(page)
    sign_in(page, served, "administrator")
    page.set_viewport_size({"width": 1600, "height": 1000})
    page.goto(served.url + EDITOR)
    drawn(page)
    field = page.get_by_label("Text of the file")
    page.locator(".tirek-draw__canvas").scroll_into_view_if_needed()
    choose(page, "urgent-measures-taken")
    expect(page.get_by_label("Form", exact=True)).to_be_hidden()
    page.keyboard.press("Delete")
    choose(page, "urgent-measures")
    page.locator(".djs-context-pad .entry[data-action='append.append-task']").click()
    page.keyboard.press("Escape")  # its name is asked on the picture first
    made = re.search(r'<bpmn:userTask id="(Activity_\w+)"', field.input_value())
    assert made  # a bare task would not be carried out
    page.get_by_label("What it is called").fill("Tell the prosecutor")
    page.get_by_label("Form", exact=True).select_option("refer")
    page.get_by_label("Name for the machine").fill("tell-prosecutor")
    page.keyboard.press("Tab")
    page.locator(".djs-context-pad .entry[data-action='append.end-event']").click()
    page.keyboard.press("Escape")
    expect(field).to_have_value(
        re.compile(r'<bpmn:userTask id="tell-prosecutor" name="Tell the prosecutor" tirek:form="refer">')
    )
    lane = field.input_value().partition('<bpmn:lane id="complaint-supervisor"')[2].partition("</bpmn:lane>")[0]
    assert "<bpmn:flowNodeRef>tell-prosecutor</bpmn:flowNodeRef>" in lane

    way = page.locator(".djs-connection[data-element-id='what-at-once--tell-head'] .djs-hit").first
    on_it = "way => {const at = way.getPointAtLength(50).matrixTransform(way.getScreenCTM()); return [at.x, at.y]}"
    page.mouse.click(*way.evaluate(on_it))
    page.get_by_label("In which case").fill("${torture_alleged} = 'yes'")
    page.keyboard.press("Tab")
    choose(page, "considering")
    expect(page.get_by_label("Procedure that it stands for")).to_have_value("consideration")
    choose(page, "withdrawn-by-person")
    expect(page.get_by_label("What is waited for")).to_have_value("withdrawn")

    page.get_by_label("Why it is changed").fill("The prosecutor is told too")
    page.get_by_role("button", name="Show what it changes").click()
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()
    told = page.locator("main li").all_inner_texts()
    assert any("“Tell the prosecutor” is new." in each for each in told)
    assert any("the way from “Take urgent measures” to “Tell the prosecutor” is new." in each for each in told)
    assert any("“torture or danger”, in which case: " in each for each in told)
    assert complained == []


def test_a_limit_is_changed_in_the_drawing(page: Page, served: Served) -> None:
    sign_in(page, served, "administrator")
    page.goto(served.url + EDITOR)
    drawn(page)
    page.locator(".tirek-draw__canvas").scroll_into_view_if_needed()
    page.get_by_role("button", name="The whole drawing").click()
    choose(page, "answer-late")
    limit = page.get_by_label("After what time")
    expect(limit).to_have_value("answer-of-the-body")
    limit.fill("20 working days")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Text of the file")).to_have_value(re.compile(r">20 working days</bpmn:timeDuration>"))
    page.get_by_label("Why it is changed").fill("More time")
    page.get_by_role("button", name="Show what it changes").click()
    expect(page.get_by_text("limit: “answer-of-the-body” → “20 working days”")).to_be_visible()
