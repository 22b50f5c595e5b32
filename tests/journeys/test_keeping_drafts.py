"""What is written is never lost and never lies open: sealed on the device, sealed on the server, erased at sign-out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.database import ask
from tests.filling import PICTURE, House, house, kept_answers, opened, until
from tests.journeys import people
from tests.journeys.people import sign_in

__all__ = ["house"]
PLANTED = "Planted-Word-93751"
LATER = 20_000
"""Milliseconds that the page may take on a busy machine: it sends only once nothing was written for a while."""
# All that a page can keep in a browser, as text and as bytes read as text; keys that cannot be read say so themselves.
EVERYTHING_KEPT = """async () => {
    const found = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}), document.cookie];
    const bytes = new TextDecoder('latin1');
    const told = async (value) => {
        if (value instanceof CryptoKey) return value.extractable ? 'EXTRACTABLE KEY' : 'sealed key';
        if (value instanceof ArrayBuffer) return bytes.decode(value);
        if (ArrayBuffer.isView(value)) return bytes.decode(value);
        if (value instanceof Blob) return value.text();
        if (value && typeof value === 'object')
            return (await Promise.all(Object.entries(value).map(async ([k, v]) => k + ':' + await told(v)))).join(' ');
        return String(value);
    };
    const read = (request) => new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
    });
    for (const {name} of await indexedDB.databases()) {
        const database = await read(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
            const rows = await read(database.transaction(store).objectStore(store).getAll());
            for (const row of rows) found.push(name + '/' + store + ' ' + await told(row));
        }
        database.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys())
            found.push(name + ' ' + request.url + ' ' + await (await cache.match(request)).text());
    }
    return found;
}"""


def kept_in(page: Page) -> str:
    return "\n".join(page.evaluate(EVERYTHING_KEPT))


def saved(page: Page, state: str = "here|kept") -> None:
    expect(page.locator(".tirek-saved")).to_have_attribute("data-state", re.compile(state), timeout=LATER)


@pytest.fixture
def form(page: Page, house: House) -> Page:
    sign_in(page, house.served, house.officer)
    opened(page, house.address("short"))
    return page


@pytest.fixture
def tablet(browser: Browser, house: House) -> Iterator[Page]:
    """Another device of the same officer."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    sign_in(page, house.served, house.officer)
    yield page
    context.close()


@pytest.fixture
def leaving(browser: Browser, house: House) -> Iterator[Page]:
    """Somebody whose session ends in the story: not the one that the other stories share."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{house.served.url}/account/sign-in/")
    page.locator("[name=login]").fill(house.officer)
    page.locator("input[type=password]").fill(house.served.password)
    page.keyboard.press("Enter")
    expect(page.locator(people.ACCOUNT).first).to_be_visible()
    yield page
    context.close()


def sign_out(page: Page) -> None:
    page.locator(".tirek-account__name").click()
    page.get_by_role("button", name="Sign out", exact=True).click()


def test_it_works(form: Page, house: House) -> None:
    form.get_by_label("What was seen").fill(PLANTED)
    form.get_by_label("A picture").set_input_files({"name": "p.png", "mimeType": "image/png", "buffer": PICTURE})
    saved(form)
    address = form.url
    form.goto("about:blank")
    opened(form, address)
    expect(form.get_by_label("What was seen")).to_have_value(PLANTED)
    expect(form.get_by_role("img", name="The picture")).to_be_visible()
    assert PLANTED in kept_answers(form)


def test_a_file_removed_from_a_draft_is_removed_from_its_answers(form: Page) -> None:
    form.get_by_label("A picture").set_input_files({"name": "p.png", "mimeType": "image/png", "buffer": PICTURE})
    assert ".png</photo>" in kept_answers(form)
    opened(form, form.url)
    form.get_by_role("button", name="Remove the file").click()
    expect(form.get_by_role("img", name="The picture")).to_have_count(0)
    answers = kept_answers(form)
    assert ".png" not in answers
    assert "IHDR" not in answers


def test_on_the_device_nothing_lies_open(form: Page) -> None:
    form.get_by_label("What was seen").fill(PLANTED)
    form.get_by_label("A picture").set_input_files({"name": "p.png", "mimeType": "image/png", "buffer": PICTURE})
    saved(form)
    kept = kept_in(form)
    assert "tirek-filling/kept" in kept
    assert "sealed key" in kept
    assert "EXTRACTABLE" not in kept
    assert PLANTED not in kept
    assert "IHDR" not in kept  # no picture either
    assert "odk" not in form.evaluate("JSON.stringify({...localStorage})")


def test_on_the_server_nothing_lies_open(form: Page, house: House) -> None:
    form.get_by_label("What was seen").fill(PLANTED)
    assert PLANTED in kept_answers(form)
    draft = form.url.partition("draft=")[2].partition("#")[0]
    question = f"select encode(content, 'escape') from answers_draft where id = '{draft}'"
    content = ask(house.served.environment["DATABASE_URL"], question)
    assert isinstance(content, str)
    assert len(content) > 200
    assert PLANTED not in content


def test_another_device_goes_on_with_the_draft(form: Page, tablet: Page, house: House) -> None:
    form.get_by_label("What was seen").fill(PLANTED)
    kept_answers(form)
    tablet.goto(f"{house.served.url}/forms/")
    draft = form.url.partition("draft=")[2]
    tablet.locator(f"a[href*='{draft}']").click()
    expect(tablet.get_by_label("What was seen")).to_have_value(PLANTED)


def test_two_devices_at_once_lose_nothing(form: Page, tablet: Page, house: House) -> None:
    form.get_by_label("What was seen").fill("from the desk")
    kept_answers(form)
    opened(tablet, form.url)
    tablet.get_by_label("Who was asked").fill("on the tablet")
    kept_answers(tablet)
    form.get_by_label("Who was asked").fill("at the desk")
    saved(form, "here")
    before = form.url
    form.evaluate("dispatchEvent(new Event('online'))")
    expect(form.get_by_text("This draft was changed on another device.")).to_be_visible()
    expect(form).not_to_have_url(before)
    assert "at the desk" in kept_answers(form)
    assert "on the tablet" in kept_answers(tablet)


def test_an_acknowledgement_that_was_lost_makes_no_second_draft(form: Page) -> None:
    def arrive_and_be_lost(route: Route) -> None:
        route.fetch()
        route.abort()

    form.context.route("**/keep/", arrive_and_be_lost)  # until the page was seen to say so
    form.get_by_label("What was seen").fill("once")
    saved(form, "unreachable")
    form.context.unroute("**/keep/")
    before = form.url
    form.get_by_label("What was seen").fill("twice")
    saved(form, "here")
    assert "twice" in kept_answers(form)
    assert form.url == before


def test_two_tabs_do_not_write_into_one_draft(form: Page) -> None:
    form.get_by_label("What was seen").fill(PLANTED)
    saved(form)
    other = form.context.new_page()
    other.goto(form.url)
    expect(other.get_by_text("This draft is open in another window")).to_be_visible()
    expect(other.get_by_label("What was seen")).to_have_count(0)


def test_nobody_else_has_the_draft(form: Page, browser: Browser, house: House) -> None:
    form.get_by_label("What was seen").fill(PLANTED)
    kept_answers(form)
    draft = form.url.partition("draft=")[2].partition("#")[0]
    context = browser.new_context()
    other = context.new_page()
    sign_in(other, house.served, house.colleague)
    other.goto(f"{house.served.url}/forms/")
    assert draft not in other.content()
    assert other.request.get(f"{house.served.url}/forms/drafts/{draft}/").status == 404
    context.close()


def test_the_language_of_the_page_loses_nothing_either(form: Page) -> None:
    form.get_by_label("What was seen").fill(PLANTED)
    saved(form)
    people.speak(form, "ru")
    expect(form.get_by_label("Что увидели")).to_have_value(PLANTED)
    people.speak(form, "en")
    expect(form.get_by_label("What was seen")).to_have_value(PLANTED)


def test_a_newer_version_of_the_form_does_not_touch_a_draft(form: Page, house: House) -> None:
    form.get_by_label("What was seen").fill(PLANTED)
    kept_answers(form)
    house.publish("short", "2", lambda table: table.replace("What was seen", "What was noticed"))
    try:
        opened(form, form.url)
        expect(form.get_by_text("There is a newer version of this form.")).to_be_visible()
        expect(form.get_by_label("What was seen")).to_have_value(PLANTED)
        form.get_by_role("link", name="Begin with the newer version").click()
        expect(form.get_by_label("What was noticed")).to_have_value("")
    finally:
        house.publish("short", "1")


def test_a_draft_is_discarded_from_the_list(form: Page, house: House) -> None:
    form.get_by_label("What was seen").fill(PLANTED)
    kept_answers(form)
    draft = form.url.partition("draft=")[2].partition("#")[0]
    form.goto(f"{house.served.url}/forms/")
    row = form.locator("li", has=form.locator(f"a[href*='{draft}']"))
    row.get_by_role("button", name="Discard").click()
    expect(form.get_by_text("The draft is discarded.")).to_be_visible()
    expect(form.locator(f"a[href*='{draft}']")).to_have_count(0)


def test_signing_out_leaves_nothing_on_the_device_and_loses_nothing(leaving: Page, house: House) -> None:
    opened(leaving, house.address("short"))
    leaving.get_by_label("What was seen").fill(PLANTED)
    sign_out(leaving)  # at once: nothing was saved yet
    expect(leaving.get_by_role("link", name="Sign in").first).to_be_visible()
    kept = kept_in(leaving)
    assert PLANTED not in kept
    assert "tirek-filling" not in kept
    assert leaving.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    leaving.goto(f"{house.served.url}/account/sign-in/?next=/forms/")
    leaving.locator("[name=login]").fill(house.officer)
    leaving.locator("input[type=password]").fill(house.served.password)
    leaving.keyboard.press("Enter")
    leaving.locator("a[href*='draft=']").first.click()
    expect(leaving.get_by_label("What was seen")).to_have_value(PLANTED)


def test_signing_out_asks_first_where_the_server_has_not_everything(leaving: Page, house: House) -> None:
    leaving.route("**/forms/drafts/**", lambda route: route.abort())
    opened(leaving, house.address("short"))
    leaving.get_by_label("What was seen").fill(PLANTED)
    saved(leaving)
    sign_out(leaving)
    dialog = leaving.get_by_role("dialog")
    expect(dialog).to_contain_text("Not yet on the server: 1.")
    expect(dialog.get_by_role("button", name="Stay signed in")).to_be_focused()
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(leaving.get_by_label("What was seen")).to_have_value(PLANTED)
    sign_out(leaving)
    dialog.get_by_role("button", name="Sign out and lose them").click()
    expect(leaving.get_by_role("link", name="Sign in").first).to_be_visible()
    assert "tirek-filling" not in kept_in(leaving)


def test_a_session_that_ended_erases_what_the_server_has(leaving: Page, house: House) -> None:
    opened(leaving, house.address("short"))
    leaving.get_by_label("What was seen").fill(PLANTED)
    kept_answers(leaving)
    end_session(leaving.context, house)
    leaving.goto(f"{house.served.url}/account/sign-in/?ended=idle")
    until(leaving, "indexedDB.databases().then(all => all.length === 0)")
    assert "tirek-filling" not in kept_in(leaving)


def test_a_session_that_ended_while_writing_loses_nothing(leaving: Page, house: House) -> None:
    opened(leaving, house.address("short"))
    leaving.get_by_label("What was seen").fill("before")
    kept_answers(leaving)
    end_session(leaving.context, house)
    leaving.get_by_label("What was seen").fill(PLANTED)
    saved(leaving)
    leaving.evaluate("dispatchEvent(new Event('online'))")
    expect(leaving.get_by_text("You were signed out.")).to_be_visible()
    leaving.locator(".tirek-notice").get_by_role("link", name="Sign in").click()
    expect(leaving.get_by_text("Answers that were not sent yet are kept")).to_be_visible()
    leaving.locator("[name=login]").fill(house.officer)
    leaving.locator("input[type=password]").fill(house.served.password)
    leaving.keyboard.press("Enter")
    expect(leaving.get_by_label("What was seen")).to_have_value(PLANTED)
    assert PLANTED in kept_answers(leaving)


def end_session(context: BrowserContext, house: House) -> None:
    """As the server ends it: the key that the browser holds fits nothing any more."""
    cookie = next(each for each in context.cookies() if each["name"] == "sessionid")
    context.add_cookies([{**cookie, "value": "0" * 32}])


def test_another_account_reads_nothing_of_what_waits_here(leaving: Page, house: House) -> None:
    leaving.route("**/forms/drafts/**", lambda route: route.abort())
    opened(leaving, house.address("short"))
    leaving.get_by_label("What was seen").fill(PLANTED)
    saved(leaving)
    end_session(leaving.context, house)
    leaving.goto(f"{house.served.url}/account/sign-in/?next=/forms/")
    leaving.locator("[name=login]").fill(house.colleague)
    leaving.locator("input[type=password]").fill(house.served.password)
    leaving.keyboard.press("Enter")
    expect(leaving.get_by_text("Answers of another account are kept on this device")).to_be_visible()
    expect(leaving.locator("a[href*='draft=']")).to_have_count(0)
    leaving.get_by_role("button", name="Erase them").click()
    expect(leaving.get_by_text("Answers of another account")).to_have_count(0)


def test_a_device_without_room_says_so(form: Page) -> None:
    form.evaluate("""() => {
        IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
    }""")
    form.get_by_label("What was seen").fill(PLANTED)
    expect(form.get_by_text("This device has no room for the draft")).to_be_visible()
    expect(form.get_by_label("What was seen")).to_have_value(PLANTED)
    form.evaluate("window.onbeforeunload = null")


def test_the_page_allows_compiled_code_and_nothing_else_more(form: Page, house: House) -> None:
    filling = form.request.get(house.address("short")).headers["content-security-policy"]
    others = form.request.get(house.served.url).headers["content-security-policy"]
    assert "script-src 'self' 'wasm-unsafe-eval';" in f"{filling};"
    assert "unsafe-eval" not in others
    assert "'unsafe-inline'" not in filling
    assert "'unsafe-eval'" not in filling


def test_words_of_the_form_cannot_become_code(form: Page) -> None:
    form.get_by_label("What was seen").fill("</script><img src=x onerror=alert(1)>")
    assert "&lt;/script&gt;" in kept_answers(form)
    told = json.loads(form.locator("#filling-page").inner_text())
    assert urlsplit(told["definition"]).path.endswith("/definition.xml")
