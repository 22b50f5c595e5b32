"""The browser of the tests: a real one, found; axe sees faults; failures leave a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page

from tests import browser as browsers

FAULTY = "data:text/html,<html><body><img src='data:,'><input></body></html>"


def test_it_works(page: Page) -> None:
    page.goto("data:text/html;charset=utf-8,<title>Тірек</title>")
    assert page.title() == "Тірек"


def test_axe_names_what_is_wrong(page: Page, axe: Callable[[Page], list[dict[str, Any]]]) -> None:
    page.goto(FAULTY)
    assert {"image-alt", "label", "html-has-lang"} <= {found["id"] for found in axe(page)}


def test_axe_measures_targets_as_wcag_2_2_asks(page: Page, axe: Callable[[Page], list[dict[str, Any]]]) -> None:
    small = "<button style='width:9px;height:9px;padding:0'>a</button>" * 2
    page.goto(f"data:text/html,<html lang='en'><title>t</title><main><h1>h</h1>{small}</main></html>")
    assert "target-size" in {found["id"] for found in axe(page)}


def playwright_that_has(program: Path) -> Any:
    return SimpleNamespace(chromium=SimpleNamespace(executable_path=str(program)))


def program(path: Path, status: int = 0) -> Path:
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)
    return path


def test_fails_with_a_sentence_where_no_browser_can_be_had(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TIREK_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match="No browser can be had"):
        browsers.browser_path(playwright_that_has(tmp_path / "nothing"), fetching=False)


def test_a_named_browser_comes_first_then_the_machines_then_playwrights(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    named, own, machines = program(tmp_path / "named"), program(tmp_path / "own"), program(tmp_path / "chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("TIREK_BROWSER", str(named))
    assert browsers.browser_path(playwright_that_has(own)) == str(named)
    monkeypatch.delenv("TIREK_BROWSER")
    assert browsers.browser_path(playwright_that_has(own)) == str(machines)
    machines.unlink()
    assert browsers.browser_path(playwright_that_has(own)) == str(own)


def test_passes_over_a_browser_that_does_not_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TIREK_BROWSER", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    program(tmp_path / "chromium", status=127)
    own = program(tmp_path / "own")
    assert browsers.browser_path(playwright_that_has(own)) == str(own)
