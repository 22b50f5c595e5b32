"""Small multiples: a chart an indicator, its target, its last value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from tests.rooms.pictures.looking import HOSTILE, KAZAKH, check_fit_for_a_page, joined, shapes, texts
from tirek.pictures import Light, Panel, Panels, PanelValue, small_multiples
from tirek.pictures.colours import GOOD, INK, WARNING

QUARTERS = ("Q3 2022", "Q4 2022", "Q1 2023")


def values(*given: int | str | None) -> tuple[PanelValue, ...]:
    return tuple(
        PanelValue(quarter, None if value is None else Decimal(value))
        for quarter, value in zip(QUARTERS, given, strict=False)
    )


def panel(title: str = "Police trained", **given: object) -> Panel:
    usual = {
        "unit": "people",
        "combine": "distinct",
        "values": values(10, 40, 120),
        "target": Decimal(100),
        "light": Light.ON_TARGET,
    }
    return Panel(title, **(usual | given))  # type: ignore[arg-type]


def test_it_works() -> None:
    picture = small_multiples(Panels((panel(),)))
    assert picture.title == "Indicators by quarter"
    assert picture.words == "Indicators: 1. On target: 1."
    assert {"Police trained", "On target, people, each person once", "Target 100", "120"} <= set(texts(picture))
    check_fit_for_a_page(picture)


def test_each_light_has_its_own_shape() -> None:
    marks = {
        light: {each.get("d") for each in shapes(small_multiples(Panels((panel(light=light),)))) if each.get("d")}
        for light in Light
    }
    assert len({frozenset(found) for found in marks.values()}) == len(Light)


def test_lights_are_words_too() -> None:
    drawn = joined(small_multiples(Panels((panel(), panel("B", light=Light.BEHIND), panel("C", light=Light.NO_DATA)))))
    assert all(word in drawn for word in ("On target,", "Behind,", "No data,"))


def test_the_target_is_a_dashed_line_with_its_value() -> None:
    assert len(shapes(small_multiples(Panels((panel(),))), stroke=INK, stroke_dasharray="5,3")) == 1
    without = small_multiples(Panels((panel(target=None),)))
    assert shapes(without, stroke=INK, stroke_dasharray="5,3") == []
    assert "Target" not in joined(without)


def test_the_words_name_what_is_furthest_from_its_target() -> None:
    picture = small_multiples(
        Panels(
            (
                panel("A", light=Light.BEHIND, values=values(50)),
                panel("B", light=Light.BEHIND, values=values(5)),
                panel("C", light=Light.NO_DATA, values=()),
            )
        )
    )
    assert picture.words.endswith("Furthest from its target: B, 5 of 100.")


def test_a_target_of_zero_is_no_division_by_zero() -> None:
    picture = small_multiples(Panels((panel(light=Light.BEHIND, target=Decimal(0)),)))
    assert "Furthest" not in picture.words


def test_how_values_combine_is_said() -> None:
    drawn = joined(small_multiples(Panels((panel("A", combine="sum"), panel("B", combine="latest")))))
    assert "quarters are added up" in drawn
    assert "the latest counts" in drawn


def test_a_line_is_broken_where_a_quarter_has_no_value() -> None:
    whole, broken = (
        [each.get("d", "") for each in shapes(small_multiples(Panels((panel(values=found),)))) if _is_line(each)]
        for found in (values(10, 20, 40), values(10, None, 40))
    )
    assert sum(path.count("M") for path in broken) > sum(path.count("M") for path in whole)


def test_a_withheld_value_is_said_and_not_drawn() -> None:
    hidden = PanelValue("Q3 2022", None, withheld=True)
    picture = small_multiples(Panels((panel(values=(hidden, PanelValue("Q4 2022", Decimal(12)))),)))
    assert "withheld" in texts(picture)
    assert picture.table[1][0][1:3] == ("withheld", "12")
    assert len(shapes(picture, fill=GOOD)) == 1


def test_the_table_has_a_column_for_every_quarter_that_any_indicator_has() -> None:
    late = panel("Courts", unit="", values=(PanelValue("Q2 2023", Decimal("0.5")),), combine="latest", target=None)
    headings, rows = small_multiples(Panels((panel(), late))).table
    assert headings == ("Indicator", *QUARTERS, "Q2 2023", "Target", "Light", "How values combine")
    assert rows == (
        ("Police trained (people)", "10", "40", "120", "", "100", "On target", "each person once"),
        ("Courts", "", "", "", "0.5", "", "On target", "the latest counts"),
    )


def test_an_indicator_without_values_is_drawn() -> None:
    check_fit_for_a_page(small_multiples(Panels((panel(values=(), light=Light.NO_DATA),))))


def test_no_indicator_at_all_is_said() -> None:
    picture = small_multiples(Panels(()))
    assert picture.words == "No indicator is followed here yet."
    assert "No indicator yet" in texts(picture)
    check_fit_for_a_page(picture)


def test_many_quarters_name_only_some_and_always_the_last() -> None:
    quarters = [f"Q{quarter} {year}" for year in range(2020, 2024) for quarter in (1, 2, 3, 4)]
    found = tuple(PanelValue(each, Decimal(place)) for place, each in enumerate(quarters))
    named = [text for text in texts(small_multiples(Panels((panel(values=found),)))) if text.startswith("Q")]
    assert named == ["Q4"]


def test_long_kazakh_titles_break_and_are_whole_in_the_table() -> None:
    picture = small_multiples(Panels((panel(KAZAKH), panel(KAZAKH * 2))))
    assert KAZAKH * 2 in picture.table[1][1][0]
    assert "Адам құқықтары жөніндегі" in joined(picture)


def test_titles_are_text_and_never_markup() -> None:
    check_fit_for_a_page(small_multiples(Panels((panel(HOSTILE, unit=HOSTILE),))))


def test_negative_values_are_drawn() -> None:
    check_fit_for_a_page(small_multiples(Panels((panel(values=values(-5, 3), light=Light.BEHIND),))))


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_it_is_drawn_in_every_language(language: str) -> None:
    with translation.override(language):
        check_fit_for_a_page(small_multiples(Panels((panel(), panel(values=values("0.5"))))))


def test_the_colours_of_behind_and_on_target_are_different() -> None:
    assert GOOD != WARNING


def _is_line(element) -> bool:
    return element.get("stroke-width") == "2" and element.get("fill") is None
