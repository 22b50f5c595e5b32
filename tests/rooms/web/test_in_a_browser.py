"""The parts of a page in a real browser: for the eye, the keyboard, a screen reader, a phone, and without scripts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import free_port, wait_until_ready
from tests.rooms.web.conftest import PASSWORD

PHONE = {"width": 320, "height": 640}  # WCAG 1.4.10: nothing is lost at 320 CSS pixels
Axe = Callable[[Page], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def address(clone: Callable[[str], dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the pages of these tests are served, as a demonstration with one account."""
    port, log = free_port(), tmp_path_factory.mktemp("web") / "log"
    variables = os.environ | clone("web_parts") | {"TIREK_DEMO": "1", "TIREK_SECRET_KEY": "only-for-tests"}
    with log.open("w") as told:
        command = [sys.executable, "-m", "tests.rooms.web.serve", str(port)]
        server = subprocess.Popen(command, env=variables, stdout=told, stderr=told)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture
def style(address: str, page: Page) -> Page:
    """The style guide, open and alive."""
    page.set_default_timeout(20_000)
    page.goto(f"{address}/style/")
    expect(page.locator("body.govuk-frontend-supported")).to_be_visible()
    return page


def seen(violations: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    return [(each["id"], [str(node["target"]) for node in each["nodes"]]) for each in violations]


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_it_works(style: Page, axe: Axe) -> None:
    assert seen(axe(style)) == []


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("path", ["/style/?errors=1", "/account/sign-in/", "/refusing/not-permitted/", "/breaking/"])
def test_is_open_to_everybody_on_a_phone_too(address: str, page: Page, axe: Axe, language: str, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    page.goto(address + path)
    assert page.evaluate("document.documentElement.lang") == language
    assert seen(axe(page)) == []
    page.set_viewport_size(PHONE)
    assert seen(axe(page)) == []
    assert overflow(page) == 0
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_kazakh_letters_come_from_our_own_font(style: Page) -> None:
    style.evaluate("document.fonts.ready")
    loaded = style.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.unicodeRange).join()")
    assert "U+460-52F" in loaded
    assert style.evaluate("document.fonts.check('17px \"Noto Sans\"', 'ӘҒҚҢӨҰҮҺІ')")


def test_the_first_key_leads_past_the_frame(style: Page) -> None:
    style.keyboard.press("Tab")
    link = style.get_by_role("link", name="Skip to main content")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    style.keyboard.press("Enter")
    expect(style.locator("#main")).to_be_focused()


def test_a_file_is_chosen_by_keyboard_and_named(style: Page) -> None:
    zone, field = style.get_by_role("button", name=re.compile("File.*Choose file")), style.locator("[name=file]")
    # Whether a headless browser then opens its window is its own affair, and not always the same.
    field.evaluate("field => field.addEventListener('click', () => field.dataset.asked = 'yes')")
    zone.press("Space")
    expect(field).to_have_attribute("data-asked", "yes")
    field.set_input_files({"name": "жоспар.md", "mimeType": "text/markdown", "buffer": b"#"})
    expect(zone).to_contain_text("жоспар.md")


def test_a_file_can_be_dropped(style: Page) -> None:
    style.evaluate(
        """() => {
            const carried = new DataTransfer();
            carried.items.add(new File(["#"], "dropped.txt"));
            const zone = document.querySelector(".govuk-file-upload-button");
            zone.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true}));
        }"""
    )
    expect(style.locator(".govuk-file-upload-button")).to_contain_text("dropped.txt")
    assert style.evaluate("document.querySelector('[name=file]').files[0].name") == "dropped.txt"


def test_a_figure_is_inserted_where_the_caret_stands_and_can_be_undone(style: Page) -> None:
    field = style.locator("#narrative")
    field.fill("Of officers 44 were women.")
    field.evaluate("field => field.setSelectionRange(2, 2)")
    style.get_by_role("button", name="Insert").click()
    expect(field).to_have_value("Of [[police-trained]] officers 44 were women.")
    expect(field).to_be_focused()
    field.press("Control+z")
    expect(field).to_have_value("Of officers 44 were women.")


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Of [[a:sex=female]] 44 were women", ["44"]),
        ("in 2022 there were 1 234,5 and 7%", ["1 234,5", "7"]),
        ("1. the item\n12) another", []),
        ("articles 5, 30 and 141.", ["5", "30", "141"]),
        ("COVID19, H2O", []),
        ("жеті облыс, 20 өңір", ["20"]),
    ],
)
def test_a_typed_number_is_marked_at_once(style: Page, text: str, typed: list[str]) -> None:
    style.locator("#narrative").fill(text)
    assert style.locator(".tirek-editor__marks mark").all_inner_texts() == typed


def test_marks_lie_behind_their_letters(style: Page) -> None:
    field, marks = style.locator("#narrative"), style.locator(".tirek-editor__marks")
    field.fill("ұзын мәтін 44 " * 200)
    field.evaluate("field => field.scrollTo(0, 9999)")
    expect(marks).to_have_js_property("scrollTop", field.evaluate("field => field.scrollTop"))
    assert field.evaluate("f => f.scrollHeight") == marks.evaluate("m => m.scrollHeight")
    assert field.evaluate("f => f.clientWidth") == marks.evaluate("m => m.clientWidth")


def test_a_table_shows_only_the_rows_asked_for_and_says_how_many(style: Page) -> None:
    style.get_by_label("Show only rows with").fill("түркістан being")
    expect(style.locator("#offices tbody tr:visible")).to_have_count(1)
    expect(style.locator(".tirek-filter [role=status]")).to_have_text("Rows shown: 1 / 3")


def test_a_wide_table_can_be_reached_and_scrolled_by_keyboard(style: Page) -> None:
    table = style.get_by_role("region", name="Offices")
    expect(table).to_have_attribute("tabindex", "-1")
    style.set_viewport_size(PHONE)
    expect(table).to_have_attribute("tabindex", "0")
    table.focus()
    style.keyboard.press("ArrowRight")
    for _moment in range(50):  # asked from outside: the page's own policy lets nothing be evaluated in it
        if table.evaluate("element => element.scrollLeft") > 0:
            return
        style.wait_for_timeout(100)
    pytest.fail("The arrow key did not move the table.")


def test_a_text_is_copied(style: Page) -> None:
    style.context.grant_permissions(["clipboard-read", "clipboard-write"])
    style.get_by_role("button", name=re.compile(r"Copy\s+9f2c64a1e07b3d58")).click()
    expect(style.get_by_text("Copied")).to_be_visible()
    assert style.evaluate("navigator.clipboard.readText()") == "9f2c64a1e07b3d58"


def test_asks_before_unsent_words_are_left(style: Page, address: str) -> None:
    asked: list[str] = []
    style.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    style.goto(f"{address}/account/sign-in/")
    assert asked == []
    style.goto(f"{address}/style/")
    style.get_by_label("Title").fill("unsent")
    style.goto(f"{address}/account/sign-in/")
    assert asked == ["beforeunload"]


def test_a_form_is_sent_once(style: Page) -> None:
    sent = style.evaluate(
        """async () => {
            let sent = 0;
            window.addEventListener("submit", event => {
                sent += event.defaultPrevented ? 0 : 1;
                event.preventDefault();
            });
            const form = document.querySelector("form[data-island=unsaved]");
            for (let press = 0; press < 3; press += 1) {
                form.requestSubmit();
                await new Promise(done => setTimeout(done, 20));
            }
            return sent;
        }"""
    )
    assert sent == 1


def test_a_line_is_shown_without_moving_the_page(style: Page) -> None:
    link = style.locator("#finding-3 a[href='#line-55']")
    link.scroll_into_view_if_needed()
    before = style.evaluate("scrollY")
    link.click()
    expect(style.locator("#line-55")).to_be_focused()
    expect(style.locator("#line-55")).to_be_in_viewport()
    expect(style.locator(".tirek-lines__lit")).to_have_count(1)
    assert style.evaluate("scrollY") == before


def test_says_when_an_answer_does_not_arrive(style: Page) -> None:
    style.evaluate("document.body.dispatchEvent(new CustomEvent('htmx:sendError', {bubbles: true, detail: {}}))")
    expect(style.get_by_role("alert")).to_contain_text("The answer did not arrive")


def test_a_password_can_be_looked_at(address: str, page: Page) -> None:
    page.goto(f"{address}/account/sign-in/")
    page.get_by_label("Password", exact=True).fill("secret")
    page.get_by_role("button", name="Show password").click()
    expect(page.locator("[name=password]")).to_have_attribute("type", "text")


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/account/sign-in/?as=aigerim")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("form[novalidate] button.govuk-button:not([type=button])").click()


def test_the_account_menu_opens_and_closes_by_keyboard(address: str, page: Page) -> None:
    sign_in(page, address)
    menu = page.locator(".tirek-account summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(menu).to_be_focused()


def test_everything_works_without_scripts(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB", viewport=PHONE)
    page = context.new_page()
    sign_in(page, address)
    expect(page.get_by_role("link", name="Programmes", exact=True)).to_be_visible()
    page.goto(f"{address}/style/")
    expect(page.locator("input[type=file]")).to_be_visible()
    expect(page.locator(".tirek-filter")).to_be_hidden()  # it could do nothing
    page.get_by_role("button", name="Қазақша").click()
    expect(page).to_have_url(f"{address}/style/")
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    page.get_by_role("button", name="English").click()
    context.close()
