"""Archives that are the same to the byte."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from tirek.reports.rendering.archive import fixed

MOMENT = datetime(2024, 5, 14, 9, 30, tzinfo=UTC)


def test_it_works() -> None:
    with zipfile.ZipFile(io.BytesIO(fixed(_archive(2001), MOMENT))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"b.xml": b"<b/>", "a/a.png": b"\x89PNG"}


def test_when_an_archive_was_made_leaves_no_trace() -> None:
    assert _archive(2001) != _archive(2002)
    assert fixed(_archive(2001), MOMENT) == fixed(_archive(2002), MOMENT)


def test_the_order_of_entries_stays_and_all_bear_the_one_moment() -> None:
    with zipfile.ZipFile(io.BytesIO(fixed(_archive(2001), MOMENT))) as archive:
        assert archive.namelist() == ["b.xml", "a/a.png"]
        assert {entry.date_time for entry in archive.infolist()} == {(2024, 5, 14, 9, 30, 0)}


def _archive(year: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(zipfile.ZipInfo("b.xml", (year, 1, 1, 0, 0, 0)), b"<b/>")
        archive.writestr(zipfile.ZipInfo("a/a.png", (year, 1, 1, 0, 0, 0)), b"\x89PNG")
    return made.getvalue()
