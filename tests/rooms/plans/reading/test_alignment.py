"""Cells of damaged rows find the headings that they fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.plans.reading.alignment import align, nature
from tirek.plans.reading.table_headings import Kind

PERIODS: list[Kind] = ["period"] * 4
KINDS: list[Kind] = ["output", "activity", *PERIODS, "party", "fund", "description", "amount", "amount", "total"]
WHOLE = ["Output 1. Wells", "1.1 Survey", "X", "X", "", "", "UNDP", "TRAC", "Travel 71600", "10 000", "5 000", "15 000"]


def columns_of(cells: list[str]) -> dict[str, int]:
    places, _ = align(cells, KINDS)
    return {f"{cells[cell]}@{cell}": column for cell, column in places.items()}


def test_it_works() -> None:
    places, shift = align(WHOLE, KINDS)
    assert shift == 0
    assert places == {at: at for at, cell in enumerate(WHOLE) if cell}


@pytest.mark.parametrize("lost", [4, 5])
def test_moves_what_follows_a_lost_cell_to_the_right(lost: int) -> None:
    cells = WHOLE[:lost] + WHOLE[lost + 1 :]
    places, shift = align(cells, KINDS)
    assert shift == 1
    assert [places[at] for at, cell in enumerate(cells) if cell] == [at for at, cell in enumerate(WHOLE) if cell]


def test_moves_by_several_columns() -> None:
    cells = WHOLE[:4] + WHOLE[6:]
    assert align(cells, KINDS)[1] == 2


def test_moves_to_the_left_where_a_row_has_a_cell_too_many() -> None:
    cells = [*WHOLE[:4], "", *WHOLE[4:]]
    assert align(cells, KINDS)[1] == -1


def test_leaves_marks_where_they_are_printed() -> None:
    cells = ["", "1.2 Dig", "", "X", "", "UNDP", "TRAC", "Travel 71600", "10 000", "", "10 000", ""]
    places, shift = align(cells, KINDS)
    assert (places[3], shift) == (3, 1)


def test_right_aligns_a_sub_total_under_the_amounts() -> None:
    cells = ["", "", "", "", "", "", "", "Sub-total", "35 000", "15 000", "50 000", ""]
    places, shift = align(cells, KINDS)
    assert [places[at] for at in (8, 9, 10)] == [9, 10, 11]
    assert shift == 1


def test_does_not_move_for_words_in_place_of_an_amount() -> None:
    cells = [*WHOLE[:9], "in kind", "5 000", "5 000"]
    assert align(cells, KINDS)[1] == 0


def test_puts_a_numbered_activity_right_although_the_row_lost_its_first_cell() -> None:
    cells = ["1.2 Dig", "X", "", "", "", "UNDP", "TRAC", "Travel 71600", "10 000", "", "10 000"]
    places, shift = align(cells, KINDS)
    assert (places[0], places[1], places[5], shift) == (1, 2, 6, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "blank"),
        ("-", "blank"),
        ("X", "mark"),
        ("х", "mark"),
        ("✓", "mark"),
        ("10 000", "number"),
        ("71300", "code"),
        ("Consultancy 71300", "coded"),
        ("Output 2: Wells", "output"),
        ("1.2. Survey", "activity"),
        ("UNDP", "text"),
    ],
)
def test_tells_the_nature_of_a_cell(text: str, kind: str) -> None:
    assert nature(text) == kind


@given(st.lists(st.sampled_from([*WHOLE, "", "Sub-total", "71300"]), max_size=20))
def test_places_each_cell_once_and_in_order(cells: list[str]) -> None:
    places, _ = align(cells, KINDS)
    assert list(places) == sorted(places)
    assert list(places.values()) == sorted(set(places.values()))
    assert all(0 <= column < len(KINDS) for column in places.values())
