"""A story in a real browser: a house of its own that lives at the time that the story says, and the people in it."""

from __future__ import annotations

import csv
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import FAILURES, Served, free_port, wait_until_ready
from tests.cast import PASSWORD
from tests.filling import MECHANISMS, PICTURE, go_to, opened, written_into
from tests.journeys.people import sign_in
from tirek.xlsforms import Field, convert

SITE = Path(__file__).with_name("story_time")
ZONE = "Asia/Almaty"
READ_WITHIN_SECONDS = 90


@dataclass
class Story:
    """A served house at a moment of its own, and the windows of the people who work in it."""

    browser: Browser
    environment: dict[str, str]
    log: Path
    write: Callable[[Callable[[], object]], None]
    mechanism: str
    port: int = field(default_factory=free_port)
    offset: float = 0
    server: subprocess.Popen[bytes] | None = None
    windows: dict[str, Page] = field(default_factory=dict)

    @property
    def served(self) -> Served:
        return Served(f"http://127.0.0.1:{self.port}", PASSWORD, self.environment, self.log)

    @property
    def now(self) -> datetime:
        """What the clock of the house says."""
        return datetime.fromtimestamp(time.time() + self.offset, UTC)

    def moves_to(self, moment: datetime) -> None:
        """Weeks pass: the house is started anew at that moment, and the browsers' clocks go with it."""
        self.stops()
        self.offset = moment.timestamp() - time.time()
        variables = os.environ | self.environment | {"TIREK_PUBLIC_URL": self.served.url}
        variables |= {"STORY_OFFSET": str(self.offset), "PYTHONPATH": _path_with(SITE)}
        command = [sys.executable, "-m", "tirek.command", "serve", "--port", str(self.port), "--workers", "1"]
        with self.log.open("a") as told:
            self.server = subprocess.Popen(command, env=variables, stdout=told, stderr=told, start_new_session=True)
        wait_until_ready(self.served.url, self.server, self.log)
        for window in self.windows.values():
            window.context.clock.set_system_time(moment)

    def stops(self) -> None:
        if self.server is not None:
            os.killpg(self.server.pid, signal.SIGINT)
            self.server.wait(30)
            self.server = None

    def enter(self, rows: Callable[[], object]) -> None:
        """Writes rows as an installation does, at the time of the story."""

        def then() -> None:
            with time_machine.travel(self.now, tick=True):
                rows()

        self.write(then)

    def window(self, who: str) -> Page:
        """The browser of somebody; of nobody, where no name is given."""
        if who not in self.windows:
            context = self.browser.new_context(
                locale="en-GB", viewport={"width": 1280, "height": 900}, timezone_id=ZONE
            )
            context.clock.install(time=self.now)
            self.windows[who] = context.new_page()
        return self.windows[who]

    def by(self, who: str) -> Page:
        """The browser of somebody who is signed in."""
        page = self.window(who)
        sign_in(page, self.served, who)
        return page

    def goes_to(self, who: str, address: str) -> Page:
        page = self.by(who)
        page.goto(f"{self.served.url}{address}")
        return page

    def sends(self, who: str, form_id: str, answers: Mapping[str, str]) -> Page:
        """Somebody fills a form on its page and sends it."""
        page = self.by(who)
        fill(page, f"{self.served.url}/forms/{form_id}/fill/", self.form(form_id), answers)
        return page

    def form(self, form_id: str) -> tuple[Field, ...]:
        path = MECHANISMS / self.mechanism / "forms" / f"{form_id}.md"
        return convert(path.name, path.read_bytes()).fields

    def opens(self, who: str, form_id: str, about: str) -> tuple[str, str]:
        """Somebody opens a case with what came in last, and reads its number and its code from the page."""
        page = self.reads_newest(who, form_id)
        page.locator("#about").fill(about)
        page.locator("form[action='/cases/open/'] button").click()
        expect(page.locator(".govuk-panel--confirmation")).to_be_visible()
        number = page.locator(".govuk-panel--confirmation strong").text_content() or ""
        return number, page.locator("p.tirek-code").text_content() or ""

    def reads_newest(self, who: str, form_id: str) -> Page:
        """Somebody opens the newest answers to a form; they are read in the background, and until then it says so."""
        page = self.goes_to(who, f"/forms/{form_id}/answers/")
        page.locator("main a[href^='/forms/answers/']").first.click()
        deadline = time.monotonic() + READ_WITHIN_SECONDS
        while not page.locator(".tirek-answers").count():
            assert time.monotonic() < deadline, page.locator("main").inner_text()
            page.wait_for_timeout(500)
            page.reload()
        return page

    def does(self, who: str, number: str, step: str, answers: Mapping[str, str]) -> Page:
        """Somebody goes to a step from My work, fills its form, and does the step with what was sent."""
        page = self.goes_to_step(who, number, step)
        there = page.url
        page.locator("main a.govuk-button[href$='/fill/']").click()
        form_id = page.url.rstrip("/").split("/")[-2]
        fill(page, page.url, self.form(form_id), answers)
        page.goto(there)
        self.is_done(page, number)
        return page

    def goes_to_step(self, who: str, number: str, step: str) -> Page:
        page = self.goes_to(who, "/cases/work/")
        row = page.locator("main tbody tr").filter(has_text=number).filter(has_text=self.said(page, step))
        row.locator("a[href^='/cases/steps/']").click()
        return page

    def is_done(self, page: Page, number: str) -> None:
        page.locator("form[action$='/done/'] button").click()
        expect(page).to_have_url(re.compile(f"/cases/{number}/$"))

    def said(self, page: Page, text: str) -> str:
        """A text of the mechanism in the language of a page."""
        language = page.locator("html").get_attribute("lang") or "en"
        words = MECHANISMS / self.mechanism / "words" / f"{language}.csv"
        if not words.exists():
            return text
        with words.open(encoding="utf-8", newline="") as rows:
            return next(row["translation"] for row in csv.DictReader(rows) if row["original"] == text)

    def tells(self, who: str, number: str, message: str) -> Page:
        """Somebody says in a case that something came for which it waits."""
        page = self.goes_to(who, f"/cases/{number}/")
        page.locator("form", has=page.locator(f"input[name=message][value={message}]")).locator("button").click()
        expect(page.locator(f"input[name=message][value={message}]")).to_have_count(0)
        return page

    def gives(self, who: str, number: str, to: str) -> Page:
        """The head of an office gives a case to somebody."""
        page = self.goes_to(who, f"/cases/{number}/")
        form = page.locator("form[action$='/assign/']")
        form.locator("select").select_option(to)
        form.locator("button").click()
        expect(page.locator(".govuk-summary-list")).to_contain_text(to)
        return page

    def waits(self, who: str, number: str, step: str) -> None:
        """A step waits in a case, at once or when the house has looked at its clocks: each minute."""
        page = self.goes_to(who, f"/cases/{number}/")
        deadline = time.monotonic() + READ_WITHIN_SECONDS
        while not page.locator("li.tirek-card", has_text=self.said(page, step)).count():
            assert time.monotonic() < deadline, page.locator("main").inner_text()
            page.wait_for_timeout(1000)
            page.reload()

    def asks_where(self, number: str, code: str) -> Locator:
        """Somebody without an account asks where a matter stands."""
        page = self.window("")
        page.goto(f"{self.served.url}/cases/where/")
        page.get_by_label("Number of the case").fill(number)
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Show").click()
        expect(page.locator("dl.govuk-summary-list")).to_be_visible()
        return page.locator("main")

    def was_shown(self, name: str) -> None:
        """Keeps what every window shows, for whoever looks why it failed."""
        FAILURES.mkdir(parents=True, exist_ok=True)
        for who, window in self.windows.items():
            window.screenshot(path=FAILURES / f"{name}-{who or 'nobody'}.png", full_page=True)
            (FAILURES / f"{name}-{who or 'nobody'}.html").write_text(window.content())


@pytest.fixture
def telling(
    browser: Browser, clone: Callable[[str], dict[str, str]], django_db_blocker: Any, tmp_path: Path
) -> Callable[[str, datetime], AbstractContextManager[Story]]:
    """A function with which a story of a mechanism begins at a moment; it ends with what is told within."""

    def begin(mechanism: str, moment: datetime) -> AbstractContextManager[Story]:
        environment = clone(f"story_{mechanism.replace('-', '_')}")

        def write(rows: Callable[[], object]) -> None:
            with django_db_blocker.unblock():
                written_into(environment["DATABASE_URL"], rows)

        return _told(Story(browser, environment, tmp_path / "log", write, mechanism), moment)

    return begin


@contextmanager
def _told(story: Story, moment: datetime) -> Iterator[Story]:
    story.offset = moment.timestamp() - time.time()
    try:
        yield story
    except BaseException:
        story.was_shown(story.mechanism)
        raise
    finally:
        story.stops()
        for window in story.windows.values():
            window.context.close()


def fill(page: Page, address: str, fields: tuple[Field, ...], answers: Mapping[str, str]) -> None:
    """Answer the questions of a form on its page, in the order of the form, and send it."""
    opened(page, address)
    language = page.locator("html").get_attribute("lang") or "en"
    asked = [each for each in fields if each.path.rpartition("/")[2] in answers]
    assert len(asked) == len(answers), set(answers) - {each.path.rpartition("/")[2] for each in asked}
    named = {each.path: each.labels.get(language, "") for each in fields if each.kind in ("group", "repeat")}
    for each in asked:
        turn_to(page, named.get(each.path.partition("/")[0], ""))
        label = each.labels[language]
        question = page.locator(".tirek-question:visible").filter(has=page.get_by_text(label, exact=True))
        expect(question, label).to_be_visible()
        answer(question, each, answers[each.path.rpartition("/")[2]])
    sections = page.locator(".tirek-section__list a").count()
    if sections > 1:
        go_to(page, sections)
    page.locator(".tirek-section__buttons button:visible").first.click()
    expect(page.locator(".tirek-sent")).to_be_visible()


def turn_to(page: Page, title: str) -> None:
    """Turn to a section by its title, where the form has several."""
    titles = page.locator(".tirek-section__list a").all_text_contents()
    if len(titles) > 1 and title:
        section = titles.index(title) + 1
        if page.locator(".tirek-section__list [aria-current]").get_attribute("href") != f"#section-{section}":
            go_to(page, section)


def answer(question: Locator, asked: Field, told: str) -> None:
    if asked.kind in ("select_one", "select_multiple"):
        for value in told.split():
            question.locator(f"input[value='{value}']").check()
    elif asked.kind == "acknowledge":
        question.locator("input[type=checkbox]").check()
    elif asked.kind in ("image", "file"):
        question.locator("input[type=file]").set_input_files({"name": told, "mimeType": "image/png", "buffer": PICTURE})
    else:
        box = question.locator("input, textarea").first
        box.fill(told)
        box.press("Tab")


def _path_with(folder: Path) -> str:
    return os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
