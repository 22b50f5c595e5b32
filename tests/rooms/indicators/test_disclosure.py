"""Nothing shown isolates fewer than five people: not in one split, not by subtracting two figures."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tirek.indicators import SMALLEST, differences, withhold

SPLITS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 40).map(Decimal), max_size=12)


def test_it_works() -> None:
    cells = {"a": Decimal(3), "b": Decimal(7), "c": Decimal(20)}
    assert withhold(cells) == {"a": None, "b": None, "c": Decimal(20)}


def test_nothing_is_withheld_where_every_cell_is_large_or_empty() -> None:
    cells = {"a": Decimal(5), "b": Decimal(0), "c": Decimal(20)}
    assert withhold(cells) == cells


def test_two_small_cells_that_hold_few_together_take_a_third_with_them() -> None:
    assert withhold({"a": Decimal(1), "b": Decimal(2), "c": Decimal(9)}) == {"a": None, "b": None, "c": None}


@given(SPLITS)
def test_no_small_cell_is_shown(cells: dict[str, Decimal]) -> None:
    shown = withhold(cells)
    assert all(number is None or number == 0 or number >= SMALLEST for number in shown.values())


@given(SPLITS)
def test_what_is_shown_is_true(cells: dict[str, Decimal]) -> None:
    assert all(number is None or number == cells[name] for name, number in withhold(cells).items())


@given(SPLITS)
def test_subtracting_the_shown_cells_from_the_total_leaves_no_small_group_and_no_single_cell(
    cells: dict[str, Decimal],
) -> None:
    hidden = [cells[name] for name, number in withhold(cells).items() if number is None]
    whole = len(hidden) == len(cells)  # then the total alone is known, as it is without a split
    assert not hidden or whole or (len(hidden) >= 2 and sum(hidden) >= SMALLEST)


@given(SPLITS)
def test_more_is_not_withheld_than_where_a_cell_is_small(cells: dict[str, Decimal]) -> None:
    if not any(0 < number < SMALLEST for number in cells.values()):
        assert None not in withhold(cells).values()


def test_two_groups_of_which_one_holds_the_other_and_few_more_are_named() -> None:
    groups = {"all": set(range(20)), "most": set(range(17)), "others": set(range(100, 118))}
    assert list(differences(groups)) == [("most", "all")]


def test_groups_that_differ_by_enough_are_not_named() -> None:
    assert list(differences({"all": set(range(20)), "most": set(range(20 - SMALLEST))})) == []


def test_the_same_people_under_two_names_are_not_named() -> None:
    assert list(differences({"a": set(range(9)), "b": set(range(9))})) == []


@given(st.dictionaries(st.text("abcd", min_size=1), st.frozensets(st.integers(0, 15), max_size=12), max_size=8))
def test_every_pair_that_isolates_a_few_is_named(groups: dict[str, frozenset[int]]) -> None:
    expected = {
        (small, large)
        for small, few in groups.items()
        for large, many in groups.items()
        if few < many and len(many - few) < SMALLEST
    }
    assert set(differences(groups)) == expected
