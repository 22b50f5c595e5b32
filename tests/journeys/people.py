"""What people do at a browser, in words that a story can be told with."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser import Served

LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}


def sign_in(page: Page, served: Served, who: str) -> None:
    page.goto(f"{served.url}/account/sign-in/")
    page.get_by_label(re.compile("User name|Имя пользователя|Пайдаланушы")).fill(who)
    page.locator("input[type=password]").fill(served.password)
    page.keyboard.press("Enter")
    expect(page.locator(".tirek-account__name, [data-island=account-menu]").first).to_be_visible()


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
