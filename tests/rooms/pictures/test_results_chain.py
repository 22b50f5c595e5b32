"""The results chain: boxes, lines, lights."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from tests.rooms.pictures.looking import HOSTILE, KAZAKH, check_fit_for_a_page, ink, joined, root_of, shapes, texts
from tirek.pictures import Chain, ChainActivity, ChainIndicator, ChainOutput, Light, results_chain
from tirek.pictures.colours import GOOD, LINE, QUIET, WARNING

TRAINED = ChainIndicator("Police officers trained", Light.ON_TARGET, "1,125", "1,000")
TAKEN_UP = ChainIndicator("Recommendations taken up", Light.BEHIND, "3", "12")
OFFICES = ChainIndicator("Offices open", Light.NO_DATA, "", "20")
ACTIVITY = ChainActivity("1.1", "Train the police", (TRAINED,))


def chain(*outputs: ChainOutput, outcome: str = "Rights are protected", **given: tuple[ChainIndicator, ...]) -> Chain:
    return Chain(outcome, outputs or (ChainOutput("1", "Police", (ACTIVITY,)),), **given)


def test_it_works() -> None:
    picture = results_chain(chain(ChainOutput("1", "Police", (ACTIVITY,), (TAKEN_UP,)), indicators=(OFFICES,)))
    assert texts(picture)[:4] == ["Outcome", "Outputs", "Activities", "Indicators"]
    drawn = joined(picture)
    for words in ("Rights are protected", "1. Police", "1.1 Train the police", "On target: 1,125 of 1,000"):
        assert words in drawn
    assert "Behind: 3 of 12" in drawn
    check_fit_for_a_page(picture)


def test_each_light_has_a_shape_a_colour_and_a_word() -> None:
    picture = results_chain(chain(indicators=(TRAINED, TAKEN_UP, OFFICES)))
    legend = 1
    assert len(shapes(picture, fill=GOOD, r="8")) == 2 + legend  # the one of the activity is on target too
    assert len([each for each in shapes(picture, fill=WARNING) if each.get("d", "").endswith("Z")]) == 1 + legend
    assert len(shapes(picture, stroke=QUIET, stroke_dasharray="3 2")) == 1 + legend
    assert {light.word for light in Light} <= set(texts(picture))


@pytest.mark.parametrize("light", Light)
def test_no_two_lights_have_the_same_shape(light: Light) -> None:
    """The shapes of a chain with one indicator more of a light, and those of the same chain with another."""

    def drawn(which: Light) -> list[tuple[str, ...]]:
        root = root_of(results_chain(Chain("", (), (ChainIndicator("A", which),))))
        return sorted((each.tag, each.get("r", ""), each.get("stroke-dasharray", "")) for each in root.iter())

    assert all(drawn(light) != drawn(other) for other in Light if other is not light)


def test_the_words_count_the_lights_and_name_what_is_behind() -> None:
    picture = results_chain(chain(indicators=(TAKEN_UP, OFFICES)))
    assert picture.words == ("Indicators: 3. On target: 1; Behind: 1; No data: 1. Behind: Recommendations taken up.")


def test_the_words_name_no_more_than_three_that_are_behind() -> None:
    behind = tuple(ChainIndicator(f"Indicator {number}", Light.BEHIND) for number in range(1, 6))
    words = results_chain(chain(indicators=behind)).words
    assert "Indicator 3 and others" in words
    assert "Indicator 4" not in words


def test_the_words_say_when_no_indicator_has_a_place() -> None:
    picture = results_chain(chain(ChainOutput("1", "Police")))
    assert picture.words == "No indicator is followed here yet."
    check_fit_for_a_page(picture)


def test_the_table_has_every_indicator_and_every_part_that_has_none() -> None:
    bare = ChainOutput("2", "Courts", (ChainActivity("2.1", "Listen"),))
    empty = ChainOutput("3", "Press")
    _, rows = results_chain(
        chain(ChainOutput("1", "Police", (ACTIVITY,), (TAKEN_UP,)), bare, empty, indicators=(OFFICES,))
    ).table
    assert rows == (
        ("Outcome", "", "Offices open", "No data", "", "20"),
        ("1. Police", "", "Recommendations taken up", "Behind", "3", "12"),
        ("1. Police", "1.1 Train the police", "Police officers trained", "On target", "1,125", "1,000"),
        ("2. Courts", "2.1 Listen", "", "", "", ""),
        ("3. Press", "", "", "", "", ""),
    )


def test_a_plan_without_an_outcome_says_so() -> None:
    assert "The plan names no outcome." in joined(results_chain(chain(outcome="")))


def test_an_empty_chain_is_drawn() -> None:
    picture = results_chain(Chain("", ()))
    check_fit_for_a_page(picture)
    assert picture.table[1] == ()


def test_every_output_is_joined_to_the_outcome_and_every_activity_to_its_output() -> None:
    outputs = tuple(
        ChainOutput(str(number), "Output", (ChainActivity(f"{number}.1", "A"), ChainActivity(f"{number}.2", "B")))
        for number in (1, 2, 3)
    )
    assert len(shapes(results_chain(chain(*outputs)), fill="none", stroke=LINE)) == 3 + 6


def test_boxes_never_lie_over_one_another() -> None:
    long = tuple(ChainActivity(f"1.{number}", KAZAKH * 3, (TRAINED, TAKEN_UP)) for number in range(1, 9))
    outputs = (ChainOutput("1", KAZAKH * 4, long, (OFFICES,)), ChainOutput("2", KAZAKH), ChainOutput("3", "Short"))
    boxes = [
        tuple(float(each.get(name, "0")) for name in ("x", "y", "width", "height"))
        for each in root_of(results_chain(chain(*outputs, outcome=KAZAKH * 5))).iter("{*}rect")
        if each.get("rx")
    ]
    assert len(boxes) == 1 + 3 + 8
    for one in boxes:
        for other in boxes:
            assert one is other or not _overlap(one, other)


def test_the_picture_is_as_high_as_what_is_on_it() -> None:
    long = tuple(ChainActivity(f"1.{number}", KAZAKH, (TRAINED,) * 3) for number in range(1, 41))
    root = root_of(results_chain(chain(ChainOutput("1", "Police", long))))
    lowest = max(float(each.get("y", "0")) for each in root.iter("{*}text"))
    assert lowest < float(root.get("height", "0")) < lowest + 40


def test_long_kazakh_titles_stay_in_their_boxes_and_whole_in_the_table() -> None:
    picture = results_chain(chain(ChainOutput("1", KAZAKH, (ChainActivity("1.1", KAZAKH * 3, (TRAINED,)),))))
    assert any(text.endswith("…") for text in texts(picture))
    assert f"1.1 {KAZAKH * 3}" in picture.table[1][0]
    assert f"1. {KAZAKH}" in joined(picture)


def test_titles_are_text_and_never_markup() -> None:
    picture = results_chain(chain(ChainOutput("1", HOSTILE), outcome=HOSTILE))
    check_fit_for_a_page(picture)
    assert "<script>" not in re.sub(r"&lt;", "", picture.svg)


def test_it_leaves_ink_on_paper() -> None:
    assert ink(results_chain(chain())) > ink(results_chain(Chain("", ()))) > 0


def test_the_same_chain_gives_the_same_bytes() -> None:
    assert results_chain(chain()).svg == results_chain(chain()).svg


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_it_is_drawn_in_every_language(language: str) -> None:
    with translation.override(language):
        check_fit_for_a_page(results_chain(chain(indicators=(OFFICES,))))


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(one[axis] < other[axis] + other[axis + 2] and other[axis] < one[axis] + one[axis + 2] for axis in (0, 1))
