"""Documents: what anybody may read already, the newest publication of each report."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree

from tests.cast import aigul
from tests.programme import programme, store
from tirek import ledger
from tirek.exchange.iati.documents import Document, documents_of, write_documents
from tirek.plans import Programme
from tirek.reports import PublishedReport, Report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_programme() -> Programme:
    return programme()


def report(title: str = "Results", **given: Any) -> Report:
    made = Report(
        **{"programme": Programme.objects.get(code="00143776"), "kind": "page", "language": "en"} | given,
        office_id="HRC",
        title=title,
        started_by=aigul(),
        started_at=datetime(2023, 1, 1, tzinfo=UTC),
    )
    store(made)
    return made


def published(of: Report, number: int = 1, month: int = 6) -> PublishedReport:
    made = PublishedReport(
        report=of,
        number=number,
        title=f"{of.title} {number}",
        narrative="Nothing",
        figures=[],
        as_of={},
        root="0" * 64,
        published_by=aigul(),
        published_at=datetime(2023, month, 1, 22, tzinfo=UTC),
    )
    store(made)
    return made


def documents(as_of: dict[str, int] | None = None) -> tuple[Document, ...]:
    return documents_of(Programme.objects.get(code="00143776"), as_of)


def test_it_works(settings) -> None:
    settings.PUBLIC_URL = "https://tirek.example"
    made = published(report(language="kk"))
    (found,) = documents()
    assert found.url == f"https://tirek.example/published/{made.pk}/"
    assert (found.title, found.language, found.categories) == ("Results 1", "kk", ("A08",))


def test_a_draft_is_no_document() -> None:
    report()
    assert documents() == ()


def test_only_the_newest_publication_of_a_report_is_linked() -> None:
    of = report()
    for number, month in ((1, 6), (2, 7)):
        published(of, number, month)
    published(report("Another"), 1, 5)
    assert [each.title for each in documents()] == ["Another 1", "Results 2"]


def test_it_is_as_of_then() -> None:
    of = report()
    published(of)
    then = ledger.heads()
    published(of, 2, 7)
    assert [each.title for each in documents(then)] == ["Results 1"]
    assert documents({}) == ()


@pytest.mark.parametrize("kind", ["page", "quarterly", "annual", "final"])
def test_every_kind_of_report_has_its_categories(kind: str) -> None:
    published(report(kind=kind, period="2022-Q3" if kind == "quarterly" else ""))
    assert "A08" in documents()[0].categories


def test_another_programme_has_its_own() -> None:
    published(report(programme=programme(code="00999999")))
    assert documents() == ()


def test_it_is_written_with_title_categories_language_and_day() -> None:
    published(report("Итоги", kind="final", language="ru"))
    activity = etree.Element("iati-activity")
    write_documents(activity, documents())
    (link,) = activity
    assert link.get("format") == "text/html"
    assert [each.tag for each in link] == ["title", "category", "category", "language", "document-date"]
    assert link[0][0].text == "Итоги 1"
    assert link[0][0].get("{http://www.w3.org/XML/1998/namespace}lang") == "ru"
    assert link.find("language").get("code") == "ru"
