"""A publication that came in from another house: it says so, and it can still be held against the records."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.cast import AKTOBE, EVERYONE
from tests.rooms.exchange.files import exported, forged, opened
from tests.rooms.exchange.test_importing import imported
from tirek import exchange, reports
from tirek.reports import PublishedReport

pytestmark = pytest.mark.django_db


def published() -> PublishedReport:
    imported(exported())
    return PublishedReport.objects.get()


def test_it_works() -> None:
    row = opened(exported())["tables"]["publications"][0]
    found = published()
    assert found.elsewhere == row["elsewhere"]
    assert found.root == row["root"]
    assert reports.thaw(found).ledger_position == row["elsewhere"]["position"]
    assert reports.thaw(found).ledger_position != f"{found.stored_chain}/{found.stored_position}"
    assert set(found.as_of) == {"HRC", AKTOBE}


def test_it_is_held_against_the_records_here_and_not_against_the_root_there() -> None:
    assert reports.verify(published()) == []


def test_a_number_that_the_records_do_not_bear_out_is_found() -> None:
    """A file made by hand can say what it likes; whoever verifies the publication sees it."""

    def more(found: dict[str, Any]) -> None:
        found["publications"][0]["figures"][0]["value"] = "500"

    imported(forged(exported(), more))
    assert [each.kind for each in reports.verify(PublishedReport.objects.get())] == ["value"]


def test_its_pages_say_that_it_was_published_elsewhere() -> None:
    found = published()
    for page in ("", "verify/"):
        assert "published in another installation" in Client().get(f"/published/{found.pk}/{page}").content.decode()


def test_a_third_house_still_names_the_first() -> None:
    for each in EVERYONE:
        each()
    first = opened(exported())["tables"]["publications"]
    found = published()
    again = opened(exchange.written(found.report.programme).read())["tables"]["publications"]
    assert again == first
