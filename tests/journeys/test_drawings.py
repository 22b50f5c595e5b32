"""A procedure as a picture: on the page of its mechanism and of a case, without loosening what a page may do."""

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
NAMES = {"en": "Take the complaint in", "ru": "Принять жалобу", "kk": "Шағымды қабылдау"}


def listen(page: Page) -> list[str]:
    """What the browser complains of: a refused style or script is told there."""
    complained: list[str] = []
    page.on("console", lambda told: complained.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda fault: complained.append(str(fault)))
    return complained


def drawn(page: Page) -> None:
    page.locator(".tirek-drawing").first.scroll_into_view_if_needed()
    expect(page.locator(".djs-shape[data-element-id=intake]")).to_be_visible(timeout=15_000)


def look(page: Page, name: str, full: bool = False) -> None:
    if folder := os.environ.get("TIREK_LOOK"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=full)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_it_works(page: Page, served: Served, axe: Axe, language: str) -> None:
    complained = listen(page)
    sign_in(page, served, "administrator")
    speak(page, language)
    page.goto(served.url + MECHANISM)
    drawn(page)
    shown = page.locator(".djs-shape[data-element-id=intake]").text_content() or ""
    assert re.sub(r"\s", "", shown) == NAMES[language].replace(" ", "")
    assert page.locator(".bjs-powered-by").is_visible()
    look(page, f"mechanism-{language}")
    page.locator(".tirek-drawing summary").click()
    look(page, f"words-{language}")
    assert axe(page) == []
    speak(page, "en")
    assert complained == []
