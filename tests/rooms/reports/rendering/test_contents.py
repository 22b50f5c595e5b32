"""What every rendering begins with."""

from __future__ import annotations

import pytest

from tests.rooms.reports.rendering.sample import a_figure, a_publication
from tirek.reports.errors import FigureNotFrozen, SplitNotFrozen
from tirek.reports.narrative import Chart, Heading, plain
from tirek.reports.rendering import contents
from tirek.reports.rendering.contents import Contents


def test_it_works() -> None:
    report = contents.read(a_publication())
    assert [block.level for block in report.blocks if isinstance(block, Heading)] == [2, 3]


def test_figures_are_numbered_in_the_order_of_the_narrative() -> None:
    report = contents.read(a_publication())
    assert [(note, figure.key) for note, figure in report.sources()] == [
        (1, "police-trained"),
        (2, "police-trained:sex=female"),
        (3, "decree-signed"),
        (4, "inspectors-trained"),
    ]


def test_a_figure_that_the_narrative_does_not_name_comes_last() -> None:
    report = contents.read(a_publication(narrative="[[decree-signed]]\n\n[[chart: police-trained by sex]]"))
    assert list(report.notes) == [
        "decree-signed",
        "police-trained",
        "police-trained:sex=female",
        "inspectors-trained",
    ]


def test_refuses_when_a_figure_was_not_frozen() -> None:
    with pytest.raises(FigureNotFrozen, match="“unknown”"):
        contents.read(a_publication(narrative="As many as [[unknown]]."))


def test_refuses_when_the_figure_of_a_chart_was_not_frozen() -> None:
    with pytest.raises(FigureNotFrozen, match="“unknown”"):
        contents.read(a_publication(narrative="[[chart: unknown by sex]]"))


def test_refuses_when_a_split_was_not_frozen() -> None:
    with pytest.raises(SplitNotFrozen, match="“police-trained” by “age”"):
        contents.read(a_publication(narrative="[[chart: police-trained by age]]"))


def test_charts_are_numbered_and_named() -> None:
    report = contents.read(a_publication("kk"))
    assert report.caption(Chart("police-trained", "region")) == (
        "2-сурет. Оқытылған полиция қызметкерлері, өңірлер бойынша"
    )


def test_a_title_with_braces_is_only_a_title() -> None:
    figure = a_figure(title="{number} {0}")
    report = contents.read(a_publication(narrative="[[chart: police-trained by sex]]", figures=(figure,)))
    assert report.caption(Chart("police-trained", "sex")) == "Figure 1. {number} {0}, by sex"


def test_a_heading_that_repeats_the_title_is_left_out() -> None:
    title = a_publication().title
    assert _outline(f"# {title}\n\n## Then") == [(2, "Then")]
    assert _outline(f"# {title} anew\n\n## Then") == [(2, f"{title} anew"), (3, "Then")]


def test_no_heading_skips_a_level() -> None:
    assert _outline("#### a\n\n# b\n\n#### c\n\n###### d\n\n# e") == [(2, "a"), (2, "b"), (3, "c"), (4, "d"), (2, "e")]


def test_a_link_within_finds_its_heading_in_any_alphabet() -> None:
    report = _read("# Что дальше?\n\n# Что дальше!\n\n# A b")
    assert report.anchor("#a-b") == "a-b"
    assert report.anchor("#%D1%87%D1%82%D0%BE-%D0%B4%D0%B0%D0%BB%D1%8C%D1%88%D0%B5") == "что-дальше"
    assert report.anchor("#nowhere") is None
    assert report.anchor("https://example.org/#a-b") is None


def test_two_headings_of_one_wording_have_one_anchor() -> None:
    report = _read("# Same\n\n# Same")
    assert [block.anchor for block in report.blocks if isinstance(block, Heading)] == ["same", ""]


def test_control_characters_are_dropped_from_every_text() -> None:
    report = contents.read(
        a_publication(title="A\x07\x00B", figures=(a_figure(title="C\x1bD\tE"),), narrative="x\x0cy")
    )
    assert report.publication.title == "AB"
    assert report.figures["police-trained"].title == "CD\tE"
    assert report.publication.narrative == "xy"


def test_the_imprint_says_who_published_when_and_as_of_what() -> None:
    about = dict(contents.read(a_publication("ru")).about())
    assert about["Опубликовано"] == "14 мая 2024 года, 09:30 (UTC)"
    assert about["Кем опубликовано"] == "координатор программы"
    assert about["По состоянию на запись журнала"] == "office-1/812"


def test_a_role_without_a_word_stays_as_it_is() -> None:
    about = dict(contents.read(a_publication(published_by_role="trustee")).about())
    assert about["Published by"] == "trustee"


def _read(text: str) -> Contents:
    return contents.read(a_publication(narrative=text))


def _outline(text: str) -> list[tuple[int, str]]:
    return [(block.level, plain(block.children)) for block in _read(text).blocks if isinstance(block, Heading)]
