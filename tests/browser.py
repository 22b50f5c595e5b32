"""A real browser on the real server: for journeys. Where no browser can be had, the test fails and says so."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.database import copy_of
from tests.demonstration import DEMONSTRATION, PASSWORD
from tirek import embedded

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

__all__ = ["axe", "browser", "page", "served"]

ROOT = Path(__file__).parents[1]
AXE = ROOT / "front" / "node_modules" / "axe-core" / "axe.min.js"
# The one rule of WCAG 2.2 AA that axe leaves out unless asked.
AXE_RUN = "axe.run(document, {rules: {'target-size': {enabled: true}}}).then(result => result.violations)"
FAILURES = ROOT / ".tirek" / "failures"
OUTCOME = pytest.StashKey[pytest.TestReport]()
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
READY_WITHIN_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Served:
    """A served house: where it is, the password of its demo logins, the environment of its database (URLs by role)."""

    url: str
    password: str
    environment: dict[str, str]
    log: Path


@pytest.fixture(scope="session")
def served(
    postgres: embedded.Server, demonstration: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The demonstration, served by the real server with its background work, from a copy of its own."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = copy_of(postgres, "demonstration_served", DEMONSTRATION)
    variables = os.environ | environment | {"TIREK_DEMO": "1", "TIREK_DEMO_PASSWORD": PASSWORD, "TIREK_PUBLIC_URL": url}
    log = tmp_path_factory.mktemp("served") / "log"
    command = [sys.executable, "-m", "tirek.command", "serve", "--port", str(port), "--workers", "1"]
    with log.open("w") as told:
        # A group of its own, so that it is stopped as a terminal's Ctrl-C would: all of it.
        server = subprocess.Popen(command, env=variables, stdout=told, stderr=told, start_new_session=True)
    try:
        wait_until_ready(url, server, log)
        yield Served(url, PASSWORD, environment, log)
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"The server was not ready within {READY_WITHIN_SECONDS} s:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser found on the machine, or fetched."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, and Django takes any such thread for an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    use_a_node_that_runs()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_path(playwright), args=list(FLAGS))
        yield started
        started.close()


def use_a_node_that_runs() -> None:
    """Playwright's own node wants a library that a bare Debian lacks; the one that built the pages does not."""
    import playwright

    own = Path(playwright.__file__).parent / "driver" / "node"
    other = shutil.which("node", path=os.pathsep.join([f"{sys.prefix}/bin", os.environ["PATH"]]))
    if other and not starts(str(own)):
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = other


def browser_path(playwright: Playwright, *, fetching: bool = True) -> str:
    """TIREK_BROWSER, else one found on the machine, else Playwright's own download, else Debian's package."""
    own = playwright.chromium.executable_path
    here: tuple[Callable[[], str | None], ...] = (
        lambda: os.environ.get("TIREK_BROWSER"),
        on_the_machine,
        lambda: own,
    )
    fetched: tuple[Callable[[], str | None], ...] = (
        lambda: own if fetch([sys.executable, "-m", "playwright", "install", "chromium"]) else None,
        lambda: on_the_machine() if install_debians() else None,
    )
    for way in (*here, *(fetched if fetching else ())):
        if (path := way()) and starts(path, *FLAGS):
            return path
    pytest.fail(
        "No browser can be had: none is on this machine, and neither Playwright's download nor Debian's package came. "
        "Install chromium, or name a browser's program in TIREK_BROWSER.",
        pytrace=False,
    )


def on_the_machine() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def starts(path: str, *flags: str) -> bool:
    """Whether the program runs here at all: the machine may lack libraries that it was built with."""
    try:
        return subprocess.run([path, "--version", *flags], capture_output=True, timeout=60, check=False).returncode == 0
    except OSError:
        return False


def install_debians() -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    return fetch(["apt-get", "update", "-qq"]) and fetch(["apt-get", "install", "-y", "-qq", "chromium"])


def fetch(command: list[str]) -> bool:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, env=quiet, capture_output=True, timeout=600, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a browser that has seen nothing yet. When the test fails, what it showed is kept in .tirek/failures."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    yield opened
    report = request.node.stash.get(OUTCOME, None)
    if report is not None and report.failed:
        FAILURES.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"[^\w.-]+", "-", request.node.nodeid)
        opened.screenshot(path=FAILURES / f"{name}.png", full_page=True)
        (FAILURES / f"{name}.html").write_text(opened.content())
    context.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[dict[str, Any]]]:
    """A function that gives what axe finds wrong with a page (WCAG 2.2 A and AA, and its best practices)."""
    source = AXE.read_text(encoding="utf-8")

    def violations(page: Page) -> list[dict[str, Any]]:
        page.evaluate(source)  # through the debugger: the page's own policy stays as strict as it is
        found: list[dict[str, Any]] = page.evaluate(AXE_RUN)
        return found

    return violations
