"""Out of one house and into another: the same programme, the same figures, the same reports, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.rooms.exchange.conftest import House
from tests.rooms.exchange.files import tables
from tirek import exchange, indicators, ledger, reports
from tirek.directory import Account
from tirek.exchange.operations import Form
from tirek.plans import Programme
from tirek.reports import PublishedReport


def coordinator() -> Account:
    return Account.objects.select_related("office").get(username="coordinator")


def exported(form: Form = "json") -> bytes:
    return exchange.export_programme(account=coordinator(), programme=Programme.objects.get(), form=form).read()


def imported(content: bytes) -> Programme:
    return exchange.import_programme(account=coordinator(), name="programme", content=content)


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_it_works(demo: dict[str, str], second_house: House, form: Form) -> None:
    content = exported(form)
    with second_house():
        imported(content)
        assert ledger.verify().ok
        again = exported(form)
    assert tables(again) == tables(content)


def renderings(published: PublishedReport) -> Iterator[tuple[str, Any]]:
    """All that a publication is given out as."""
    yield "page", reports.page_html(published, figure_url=lambda key: f"/figures/{key}/")
    yield "figures", reports.figures_csv(published)
    yield "Word", reports.word(published)
    yield "PDF", reports.pdf(published)


def all_renderings() -> dict[tuple[str, str], Any]:
    return {
        (str(published.pk), name): content
        for published in PublishedReport.objects.select_related("report__programme", "report__office")
        for name, content in renderings(published)
    }


def test_publications_are_the_same_byte_for_byte(demo: dict[str, str], second_house: House) -> None:
    content, before = exported(), all_renderings()
    with second_house():
        imported(content)
        after = all_renderings()
    assert before.keys() == after.keys()
    assert [key for key in before if before[key] != after[key]] == []


def test_every_figure_of_a_publication_is_found_again(demo: dict[str, str], second_house: House) -> None:
    content = exported()
    with second_house():
        imported(content)
        found = {str(each): reports.verify(each) for each in PublishedReport.objects.all()}
    assert found
    assert [difference.sentence for differences in found.values() for difference in differences] == []


def test_every_figure_has_the_same_value_splits_and_records(demo: dict[str, str], second_house: House) -> None:
    content, before = exported(), figures()
    with second_house():
        imported(content)
        after = figures()
    assert len(before) > 5
    assert after == before


def figures() -> dict[str, Any]:
    programme = Programme.objects.get()
    scope = indicators.Scope(programme.pk)
    return {
        each.code: (
            indicators.evaluate(each.definition, scope),
            [str(key) for key in indicators.records_behind(each.definition, scope).values_list("pk", flat=True)],
        )
        for each in indicators.definitions(programme)
    }


def test_a_report_written_anew_is_the_same(demo: dict[str, str], second_house: House) -> None:
    content, before = exported(), drafted()
    with second_house():
        imported(content)
        after = drafted()
    assert "tirek-figure" in before or "figure" in before
    assert after == before


def drafted() -> str:
    """A draft of the same words as the first publication, as a page."""
    programme = Programme.objects.get()
    words = PublishedReport.objects.order_by("report__language", "pk")[0].narrative
    report = reports.start_report(
        account=coordinator(), programme=programme, title="Again", language="en", narrative=words
    )
    bound = reports.bind(words, programme, language="en")
    return str(reports.draft_html(report, words, bound, figure_url=lambda key: f"/figures/{key}/"))


def test_a_formal_report_begun_anew_is_filled_with_the_same(demo: dict[str, str], second_house: House) -> None:
    content, before = exported(), filled()
    with second_house():
        imported(content)
        after = filled()
    assert len(before) > 1000
    assert "[[" in before
    assert after == before


def filled() -> str:
    """What the template of a report, of one party's part of a year, comes to."""
    programme = Programme.objects.get()
    outputs = programme.outputs.values_list("activities__responsible_party", flat=True)
    party = min(each for each in outputs if each)
    report = reports.start_formal_report(
        account=coordinator(), programme=programme, kind="annual", period="2022", language="ru", party=party
    )
    return reports.latest_text(report).narrative
