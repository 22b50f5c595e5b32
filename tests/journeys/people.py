"""What people do at a browser, in words that a story can be told with."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser import Served

LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}


SESSIONS: dict[tuple[str, str], Any] = {}
ACCOUNT = ".tirek-account__name, [data-island=account-menu]"


def sign_in(page: Page, served: Served, who: str) -> None:
    """Sign in, or go on with the session that the person has: the house refuses whoever signs in without end."""
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    if kept := SESSIONS.get((served.url, who)):
        page.context.add_cookies([kept])
        page.goto(served.url)
        if page.locator(ACCOUNT).first.is_visible():
            return
    page.goto(f"{served.url}/account/sign-in/")
    page.get_by_label(re.compile("User name|Имя пользователя|Пайдаланушы")).fill(who)
    page.locator("input[type=password]").fill(served.password)
    page.keyboard.press("Enter")
    expect(page.locator(ACCOUNT).first).to_be_visible()
    SESSIONS[served.url, who] = next(c for c in page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME)


def speak(page: Page, language: str) -> None:
    page.locator(f".tirek-languages [value={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


RESULTS_PAGES = {
    "en": "Kazakhstan: what was achieved",
    "ru": "Казахстан: что достигнуто",
    "kk": "Қазақстан: қол жеткізілген нәтижелер",
}


def published_report(page: Page, served: Served, language: str = "en") -> str:
    """The address of the demonstration's results page in a language."""
    page.goto(f"{served.url}/published/")
    link = page.locator(f"main a[hreflang={language}]").get_by_text(RESULTS_PAGES[language]).last
    return served.url + str(link.get_attribute("href"))
