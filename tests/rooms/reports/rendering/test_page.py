"""The web page of a publication, read back as HTML."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html as reader

from tests.rooms.reports.rendering.sample import LETTERS, a_figure, a_publication
from tirek.reports.errors import FigureNotFrozen
from tirek.reports.narrative import Chart
from tirek.reports.publication import Publication
from tirek.reports.rendering import page

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"


def _url(key: str) -> str:
    return f"/figures/{key}/"


def _page(publication: Publication) -> reader.HtmlElement:
    return reader.fromstring(page.html(publication, figure_url=_url))


def test_it_works() -> None:
    root = _page(a_publication())
    assert root.tag == "article"
    assert [heading.text_content() for heading in root.iter("h1", "h2", "h3")] == [
        "Results of the programme, 2022–2023",
        "Training",
        "What was learned",
        "Sources of the figures",
        "About this report",
    ]


def test_every_figure_is_a_link_to_its_page_with_its_value_by_locale() -> None:
    links = _page(a_publication("ru")).find_class("tirek-figure")
    assert [(link.get("href"), link.text) for link in links[:3]] == [
        ("/figures/police-trained/", "1\u00a0125"),
        ("/figures/police-trained:sex=female/", "44"),
        ("/figures/decree-signed/", "8 декабря 2023 года"),
    ]


def test_a_figure_says_what_it_counts() -> None:
    link = _page(a_publication()).find_class("tirek-figure")[0]
    assert link.get("title") == "Police officers trained, 2022–2023, Kazakhstan"


def test_the_page_says_in_which_language_it_is() -> None:
    root = _page(a_publication("kk"))
    assert root.get("lang") == "kk"
    assert LETTERS in root.text_content()


def test_a_chart_is_a_picture_with_a_table_beside_it() -> None:
    chart = _page(a_publication()).find_class("tirek-chart")[1]
    assert chart.find(".//figcaption").text == "Figure 2. Police officers trained, by region"
    assert chart.find(".//svg").get("role") == "img"
    rows = [[cell.text for cell in row] for row in chart.findall(".//details//tbody/tr")]
    assert ["Abai", "12"] in rows
    assert ["Akmola", "withheld"] in rows
    assert len(rows) == 14


def test_a_chart_says_why_a_value_is_withheld_only_where_one_is() -> None:
    by_sex, by_region = _page(a_publication()).find_class("tirek-chart")
    assert by_region.find_class("govuk-hint")[0].text == "A value is withheld where it could single out a person."
    assert by_sex.find_class("govuk-hint") == []


def test_pictures_that_are_drawn_already_are_taken() -> None:
    publication = a_publication(narrative="[[chart: police-trained by sex]]")
    drawn = {Chart("police-trained", "sex"): '<svg role="img" aria-label="ready"></svg>'}
    assert 'aria-label="ready"' in page.html(publication, figure_url=_url, pictures=drawn)


def test_every_source_stands_in_the_table_with_its_definition() -> None:
    table = _page(a_publication()).find_class("tirek-wide")[0]
    rows = [[cell.text_content() for cell in row] for row in table.findall(".//tbody/tr")]
    assert rows[0] == [
        "Police officers trained",
        "1,125\u00a0people",
        "2022–2023",
        "Kazakhstan",
        "police-trained@3",
        "1,125",
    ]
    assert len(rows) == 4


def test_a_wide_table_can_be_scrolled_by_keyboard_and_has_a_name() -> None:
    region = _page(a_publication()).find_class("tirek-wide")[0]
    assert (region.get("tabindex"), region.get("role")) == ("0", "region")
    assert region.get("aria-label") == "Sources of the figures"


def test_the_imprint_names_the_ledger_root_whole() -> None:
    publication = a_publication()
    about = _page(publication).find_class("govuk-summary-list")[0].text_content()
    assert publication.ledger_root in about
    assert publication.ledger_position in about


def test_synthetic_data_says_so_and_real_data_does_not() -> None:
    assert len(_page(a_publication(synthetic=True)).find_class("tirek-synthetic")) == 1
    assert _page(a_publication(synthetic=False)).find_class("tirek-synthetic") == []


def test_nothing_of_a_report_becomes_html() -> None:
    hostile = a_figure(
        title=HOSTILE, unit=HOSTILE, period=HOSTILE, scope=HOSTILE, definition=HOSTILE, splits=_hostile_split()
    )
    publication = a_publication(
        title=HOSTILE,
        programme=HOSTILE,
        office=HOSTILE,
        narrative=f"# {HOSTILE}\n\n{HOSTILE} **{HOSTILE}** [[police-trained]]\n\n[[chart: police-trained by sex]]",
        figures=(hostile,),
        published_by_role=HOSTILE,
        ledger_position=HOSTILE,
        ledger_root=HOSTILE,
        url=HOSTILE,
    )
    root = reader.fromstring(page.html(publication, figure_url=lambda key: f"/{key}/{HOSTILE}"))
    assert list(root.iter("script", "img")) == []
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on")]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_there_is_neither_script_nor_inline_style(language: str) -> None:
    root = _page(a_publication(language))  # type: ignore[arg-type]
    assert list(root.iter("script", "style", "iframe", "object", "link")) == []
    assert [element for element in root.iter() if element.get("style") is not None] == []


def test_no_id_is_given_twice() -> None:
    root = _page(a_publication(narrative="# a\n\n# a\n\n# About this report"))
    identities = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(identities) == len(set(identities)) == 2


def test_links_within_lead_to_their_heading_or_are_only_text() -> None:
    root = _page(a_publication(narrative="# The end\n\n[there](#the-end) [nowhere](#no-such)"))
    (link,) = [link for link in root.iter("a") if link.text == "there"]
    assert link.get("href") == "#" + root.find(".//h2").get("id")
    assert [found for found in root.iter("a") if found.text == "nowhere"] == []
    assert "nowhere" in root.text_content()


def test_lists_quotes_and_tables_have_the_classes_of_the_design() -> None:
    root = _page(a_publication())
    assert [item.text for item in root.find_class("govuk-list--number")[0]] == [
        "Plan the venues early.",
        "Keep the lists together:",
    ]
    assert len(root.find_class("govuk-list--bullet")[0]) == 2
    assert root.find(".//blockquote").get("class") == "govuk-inset-text"
    assert root.find_class("govuk-table__cell--numeric")[0] is not None


def test_a_list_may_begin_at_another_number() -> None:
    root = _page(a_publication(narrative="4. four\n5. five"))
    assert root.find(".//ol").get("start") == "4"
    assert _page(a_publication()).find(".//ol").get("start") is None


def test_the_same_publication_gives_the_same_bytes() -> None:
    first, second = (page.html(a_publication("kk"), figure_url=_url) for _ in range(2))
    assert first == second
    assert first != page.html(a_publication("kk", title="Басқа"), figure_url=_url)


def test_refuses_when_a_figure_was_not_frozen() -> None:
    with pytest.raises(FigureNotFrozen):
        page.html(replace(a_publication(), figures=()), figure_url=_url)


def _hostile_split() -> tuple[object, ...]:
    ((name, _, cells), *_others) = a_figure().splits
    return ((name, HOSTILE, tuple(replace(cell, label=HOSTILE + cell.label) for cell in cells)),)
