"""A third mechanism is a folder alone: installed, it has all that ours have, and no line of the house knows it."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import asel
from tests.mechanism import form, installed
from tirek import packs
from tirek.packs import Access, Edition, Pack
from tirek.procedures import begin, clocks_of, procedure_of
from tirek.safeguards import safeguards_of

FOLDER = Path(__file__).parents[2] / "mechanisms_of_tests" / "free-legal-aid"
NOW = datetime(2026, 3, 16, 10, tzinfo=UTC)


@pytest.fixture
def legal_aid(db: None) -> Edition:
    return installed(FOLDER)


def test_it_works(legal_aid: Edition) -> None:
    pack: Pack = packs.pack_of(legal_aid)
    kinds = {packs.kind_of(path) for path in pack.files}
    assert {"form", "procedure", "clocks", "safeguards", "indicator", "report", "who", "words", "example"} <= kinds
    assert packs.problems_of(pack) == []


def test_its_forms_may_be_filled_by_whom_it_says(legal_aid: Edition) -> None:
    for form_id in ("apply", "decide", "consult", "tell-applicant"):
        assert form(form_id).edition == legal_aid
    rows = Access.objects.filter(form__edition=legal_aid).select_related("form")
    found = {(each.role, each.form.form_id) for each in rows if "fill" in each.does}
    assert found == {
        ("officer", "apply"),
        ("officer", "consult"),
        ("officer", "tell-applicant"),
        ("supervisor", "decide"),
    }


def test_its_drawing_runs_to_the_end(legal_aid: Edition) -> None:
    run = begin(procedure_of(packs.pack_of(legal_aid).text("procedures/legal-aid.bpmn")), {}, NOW)
    done = [("apply", {}), ("decide", {"aid_granted": "yes"}), ("consult", {"more_needed": "yes"})]
    for step, answers in [*done, ("consult", {"more_needed": "no"}), ("tell-applicant", {})]:
        (waiting,) = run.waiting
        assert waiting.step == step
        run.complete(waiting.key, answers, NOW)
    assert run.ended


def test_the_machine_runs_its_clock_and_its_safeguard(legal_aid: Edition) -> None:
    pack = packs.pack_of(legal_aid)
    (clock,) = clocks_of(pack.table("clocks.csv").rows)
    assert clock.starts is not None
    assert clock.limit_text == "3 working days"
    (safeguard,) = safeguards_of(pack.table("safeguards.csv").rows)
    assert safeguard.severity == "breach"


def test_its_page_shows_it_in_the_readers_language(legal_aid: Edition) -> None:
    client = Client()
    client.force_login(asel())  # she reads Kazakh
    assert "Тегін заң көмегі" in client.get("/mechanisms/free-legal-aid/").content.decode()


def test_no_line_of_the_house_knows_it() -> None:
    source = Path(packs.__file__).parents[2]
    found = subprocess.run(
        ["grep", "-rliE", "free-legal-aid|legal_aid", "--include=*.py", "--include=*.html", str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stdout) == (1, "")
