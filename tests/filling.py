"""Forms to be filled in a browser: a house of its own with two officers in Aktobe, and the forms they fill."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Served, free_port, wait_until_ready
from tests.cast import AKTOBE, PASSWORD, office, somebody
from tests.demonstration import PASSWORD as DEMO_PASSWORD
from tirek import embedded
from tirek.directory import Account, Role
from tirek.ledger import Event, entry
from tirek.packs import fields_as_json
from tirek.packs.models import Access, Edition, EditionFile, Mechanism, PackForm
from tirek.xlsforms import convert

DATABASE = "filling"
OFFICER, COLLEAGUE = "asel", "nurlan"
ADDED = Event("test-rows-added", "Rows of a test.")
FORMS = Path(__file__).with_name("filling_forms")
MECHANISMS = Path(__file__).parents[1] / "mechanisms"
REAL = (
    MECHANISMS / "complaints" / "forms" / "intake.md",
    MECHANISMS / "preventive-visits" / "forms" / "visit-checklist.md",
)
OPENS_WITHIN_MS = 30_000
NOW = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100"
    "18dd8db00000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class House:
    """A served house with the forms, and who fills them."""

    served: Served
    officer: str = OFFICER
    colleague: str = COLLEAGUE

    write: Callable[[Callable[[], object]], None] = lambda _write: None

    def address(self, form_id: str) -> str:
        return f"{self.served.url}/forms/{form_id}/fill/"

    def publish(self, form_id: str, version: str, change: Callable[[str], str] = str) -> None:
        """Installs a form anew, changed, as an edition that is in force from now on."""
        table = change((FORMS / f"{form_id}.md").read_text(encoding="utf-8"))
        self.write(lambda: install(somebody(OFFICER, Role.OFFICER, AKTOBE), table, version))


@pytest.fixture(scope="session")
def house(
    postgres: embedded.Server,
    clone: Callable[[str], dict[str, str]],
    django_db_blocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    """The forms of tests/filling_forms/ in a database of their own, served by the real server."""
    environment = clone(DATABASE)

    def write(rows: Callable[[], object]) -> None:
        with django_db_blocker.unblock():
            written_into(environment["DATABASE_URL"], rows)

    write(install_all)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    variables = os.environ | environment
    variables |= {"TIREK_DEMO": "1", "TIREK_DEMO_PASSWORD": DEMO_PASSWORD, "TIREK_PUBLIC_URL": url}
    log = tmp_path_factory.mktemp("filling") / "log"
    command = [sys.executable, "-m", "tirek.command", "serve", "--port", str(port), "--workers", "1"]
    with log.open("w") as told:
        server = subprocess.Popen(command, env=variables, stdout=told, stderr=told, start_new_session=True)
    try:
        wait_until_ready(url, server, log)
        yield House(Served(url, PASSWORD, environment, log), write=write)
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(30)


def written_into(url: str, write: Callable[[], object]) -> None:
    """Writes rows into another database than the one of the test, and comes back."""
    from django.db import connections

    from tirek.settings import database

    before = dict(connections.settings["default"])
    connections.close_all()
    connections.settings["default"].update(database(url) | {"OPTIONS": {}})
    try:
        write()
    finally:
        connections.close_all()
        connections.settings["default"].update(before)


def install_all() -> None:
    by = somebody(OFFICER, Role.OFFICER, AKTOBE)
    somebody(COLLEAGUE, Role.OFFICER, AKTOBE)
    for path in (*sorted(FORMS.glob("*.md")), *REAL):
        install(by, path.read_text(encoding="utf-8"))


def install(by: Account, table: str, version: str = "1", *, name: str = "form.md", media: bytes = PICTURE) -> PackForm:
    """Enters an XLSForm as the form of an edition that lets officers fill it; all that it shows is one and the same."""
    made = convert(name, table.replace("{version}", version).encode())
    title = f"Edition with {made.form_id}"
    with entry(event=ADDED, office=office(AKTOBE).pk, by=str(by.pk)) as trace:
        code = made.form_id.replace("_", "-").lower()
        mechanism = Mechanism.objects.filter(code=code).first() or trace.store(Mechanism(code=code))
        edition = Edition(
            mechanism=mechanism,
            number=mechanism.editions.count() + 1,
            version=made.version,
            title_en=title,
            title_ru=title,
            title_kk=title,
            installed_by=by,
            installed_at=NOW,
            entered_position=trace.position,
        )
        trace.store(edition)
        for shown in made.media:
            trace.store(EditionFile(edition=edition, path=f"forms/media/{shown}", content=media))
        form = PackForm(
            edition=edition,
            form_id=made.form_id,
            version=made.version,
            path=f"forms/{made.form_id}.md",
            titles=dict(made.titles),
            languages=list(made.languages),
            default_language=made.default_language,
            xform=made.xform,
            fields=fields_as_json(made.fields),
            media=list(made.media),
        )
        trace.store(form)
        trace.store(Access(form=form, role="officer", sees=True, hidden=[], does=["fill", "read", "correct"]))
    return form


def opened(page: Page, address: str) -> None:
    """Open the page of a form and wait until it stands."""
    page.goto(address)
    expect(page.locator(".tirek-section, .tirek-question").first).to_be_visible(timeout=OPENS_WITHIN_MS)


def go_to(page: Page, section: int) -> None:
    """Turn to a section, as its link in the list of sections does."""
    page.evaluate(f"location.hash = 'section-{section}'")
    expect(page.locator(".tirek-section__list [aria-current]")).to_have_attribute("href", f"#section-{section}")


def language(page: Page, code: str) -> None:
    """Change the language of the form."""
    page.locator(f".tirek-form-languages [lang={code}]").click()
    expect(page.locator(f".tirek-form-languages [lang={code}]")).to_have_attribute("aria-pressed", "true")


def kept_answers(page: Page) -> str:
    """What the server's draft says, once the page says that it was kept there: the XML that would be sent."""
    saved = page.locator(".tirek-saved")
    expect(saved).to_have_attribute("data-state", re.compile("here|kept"))
    page.evaluate("dispatchEvent(new Event('online'))")  # what is here goes to the server at once
    expect(saved).to_have_attribute("data-state", "kept")
    draft = page.url.partition("draft=")[2].partition("#")[0]
    assert draft, page.url
    told = page.evaluate(
        """async (key) => {
            const answer = await fetch(`/forms/drafts/${key}/`, {cache: 'no-store'});
            return answer.ok ? answer.text() : '';
        }""",
        draft,
    )
    return str(told)


def until(page: Page, question: str) -> None:
    """Wait until a question to the page is answered with true; its policy lets nobody ask from within."""
    deadline = time.monotonic() + 15
    while not page.evaluate(question):
        assert time.monotonic() < deadline, question
        time.sleep(0.1)
