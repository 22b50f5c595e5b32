"""The engine that fills forms on our pages, in a browser without a page: for the examples of mechanisms."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
BUNDLER = HERE.parents[1] / "front" / "node_modules" / ".bin" / "rolldown"
# The engine asks for the browser's cryptography, which exists at a safe address only; nothing is served there.
NOWHERE = "http://localhost/"


class Engine:
    """Fills a form on a given day and tells what it asked, offered and refused."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def fill(self, xform: str, answers: Mapping[str, Any], *, language: str, today: str) -> dict[str, Any]:
        self.page.clock.set_fixed_time(f"{today}T12:00:00+05:00")
        filled = self.page.evaluate(
            "([xform, language, answers]) => tirekFills(xform, language, answers)", [xform, language, answers]
        )
        return dict(filled)


@pytest.fixture(scope="session")
def engine(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    bundle = tmp_path_factory.mktemp("engine") / "engine.js"
    command = [str(BUNDLER), str(HERE / "engine.js"), "--file", str(bundle), "--format", "es"]
    # Where the machine has no node, the one that built the pages lies beside Python.
    environment = os.environ | {"PATH": os.pathsep.join([f"{sys.prefix}/bin", os.environ["PATH"]])}
    made = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    context = browser.new_context(timezone_id="Asia/Almaty")
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto(NOWHERE)
    page.add_script_tag(path=bundle, type="module")
    page.wait_for_function("typeof tirekFills === 'function'")
    yield Engine(page)
    context.close()
