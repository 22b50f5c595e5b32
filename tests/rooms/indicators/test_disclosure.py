"""Nothing shown isolates fewer than five people: not in one split, not by subtracting two figures.

The reader of these tests knows the total, every cell that is shown, the names of all cells, and the rule.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tirek.indicators import SMALLEST, Split, differences, shown_splits, withhold
from tirek.indicators.disclosure import NOBODY
from tirek.indicators.value import FigureValue

SPLITS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 40), min_size=1, max_size=12)
MEMBERS = st.dictionaries(st.text("abcd", min_size=1, max_size=2), st.frozensets(st.integers(0, 25), min_size=1))
GROUPS = st.dictionaries(st.text("abcd", min_size=1), st.frozensets(st.integers(0, 15), max_size=12), max_size=8)
Shown = dict[str, Decimal | None]


def shown(cells: dict[str, int], *, overlapping: bool = False) -> Shown:
    return withhold({name: Decimal(count) for name, count in cells.items()}, overlapping=overlapping)


def withheld(cells: dict[str, int]) -> dict[str, int]:
    return {name: cells[name] for name, number in shown(cells).items() if number is None}


def some_are_shown(cells: dict[str, int]) -> bool:
    """Else the total alone is known, as it would be without a split."""
    return any(number for number in shown(cells).values())


def test_it_works() -> None:
    assert shown({"a": 3, "b": 7, "c": 20}) == {"a": None, "b": None, "c": 20}


@pytest.mark.parametrize(
    ("cells", "hidden"),
    [
        ({"a": 5, "b": 0, "c": 20}, ""),  # nobody is nobody
        ({"a": 1, "b": 4, "c": 6, "d": 9}, "abc"),  # the one of the four knows the four, the four know the one
        ({"a": 1, "b": 2, "c": 9}, "abc"),
        ({"a": 4, "b": 4, "c": 9, "d": 30}, "abc"),
        ({"a": 3, "b": 3, "c": 3, "d": 9}, "abc"),
        ({"a": 1, "b": 6, "c": 9}, "ab"),
        ({"a": 1, "b": 6, "c": 6, "d": 9}, "abc"),  # of two alike, neither is chosen
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 1, "g": 9, "h": 30}, "abcdefg"),  # six among six cells
        ({"a": 4, "b": 4, "c": 4, "d": 5, "e": 9}, "abcd"),  # each at most four, and twelve in all
        ({"a": 2, "b": 2, "c": 2, "d": 2, "e": 5, "f": 9}, "abcd"),
        ({"a": 3, "b": 50}, "ab"),
    ],
)
def test_withholds_what_is_needed_and_no_more(cells: dict[str, int], hidden: str) -> None:
    assert "".join(withheld(cells)) == hidden


@pytest.mark.parametrize("size", [1, 2, 6])
def test_gives_no_cells_where_their_names_would_tell_what_is_in_them(size: int) -> None:
    assert shown({str(at): 1 for at in range(size)}) == {}


@given(SPLITS)
def test_no_small_cell_is_shown(cells: dict[str, int]) -> None:
    assert all(not number or number >= SMALLEST for number in shown(cells).values())


@given(SPLITS)
def test_what_is_shown_is_true(cells: dict[str, int]) -> None:
    assert all(number in (None, cells[name]) for name, number in shown(cells).items())


@given(SPLITS)
def test_nothing_is_withheld_where_no_cell_is_small(cells: dict[str, int]) -> None:
    assume(not any(0 < count < SMALLEST for count in cells.values()))
    assert shown(cells) == cells


@given(SPLITS)
def test_subtracting_what_is_shown_leaves_a_group_of_at_least_two_cells_and_five_people(cells: dict[str, int]) -> None:
    hidden = withheld(cells)
    assume(hidden and some_are_shown(cells))
    assert len(hidden) >= 2
    assert sum(hidden.values()) >= SMALLEST


@given(SPLITS)
def test_those_of_a_small_cell_learn_of_the_others_no_less_than_five(cells: dict[str, int]) -> None:
    hidden = withheld(cells)
    assume(hidden and some_are_shown(cells))
    small = [count for count in hidden.values() if count < SMALLEST]
    assert all(sum(hidden.values()) - count >= SMALLEST for count in small)


@given(SPLITS, st.randoms(use_true_random=False))
def test_any_order_of_the_withheld_numbers_looks_the_same(cells: dict[str, int], chance) -> None:
    hidden = withheld(cells)
    numbers = list(hidden.values())
    chance.shuffle(numbers)
    assert shown(cells | dict(zip(hidden, numbers, strict=True))) == shown(cells)


@pytest.mark.parametrize(("cells", "most"), [(2, 14), (3, 11), (4, 8)])
def test_no_withheld_cell_is_known_exactly_by_one_who_knows_the_rule(cells: int, most: int) -> None:
    """Every table of so many cells, by what a reader sees of it: what is seen must fit several numbers in each cell."""
    worlds: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(1, most + 1), repeat=cells):
        seen = shown({str(at): count for at, count in enumerate(counts)})
        worlds[sum(counts), tuple(sorted(seen.items()))].append(counts)
    for (_total, seen), tables in worlds.items():  # type: ignore[misc]
        for name, number in seen:
            assert number is not None or len({table[int(name)] for table in tables}) > 1, tables


@given(MEMBERS)
def test_where_people_stand_in_several_cells_they_are_counted_once(members: dict[str, frozenset[int]]) -> None:
    seen = shown({name: len(people) for name, people in members.items()}, overlapping=True)
    hidden = {name: people for name, people in members.items() if seen.get(name, 0) is None}
    assume(hidden and any(seen.values()))
    assert len(frozenset().union(*hidden.values())) >= SMALLEST
    for name, people in hidden.items():
        others = frozenset().union(*(each for other, each in hidden.items() if other != name))
        assert len(people) >= SMALLEST or len(others) >= SMALLEST


def test_two_cells_of_the_same_four_people_are_no_group_of_eight() -> None:
    cells = {"a": 4, "b": 3, "c": 4, "d": 9, "e": 20}
    assert [name for name, number in shown(cells).items() if number is None] == ["a", "b", "c"]
    assert [name for name, number in shown(cells, overlapping=True).items() if number is None] == ["a", "b", "c", "d"]


def value(*splits: Split) -> FigureValue:
    return FigureValue(number=Decimal(30), day=None, record_count=60, splits=splits)


def test_attendances_are_withheld_by_the_people_they_stand_for() -> None:
    attendances = {"KZ-15": Decimal(40), "KZ-62": Decimal(12), "KZ-71": Decimal(9)}
    many = Split("region", attendances, {"KZ-15": 20, "KZ-62": 3, "KZ-71": 7})
    (seen,) = shown_splits(value(many))
    assert seen.cells == {"KZ-15": 40, "KZ-62": None, "KZ-71": None}


def test_what_is_shown_does_not_carry_the_people_it_stands_for() -> None:
    (seen,) = shown_splits(value(Split("sex", {"female": Decimal(20), "male": Decimal(20)}, {"female": 3, "male": 9})))
    assert seen.people == {}


def test_figures_about_things_are_shown_whole() -> None:
    things = Split("kind", {"report": Decimal(1), "film": Decimal(2)})
    assert shown_splits(value(things)) == (things,)


def test_two_groups_of_which_one_holds_the_other_and_few_more_are_named() -> None:
    groups = {"all": set(range(20)), "most": set(range(17)), "others": set(range(100, 118))}
    assert list(differences(groups)) == [("most", "all")]


def test_a_group_of_few_is_named_beside_nobody() -> None:
    assert list(differences({"few": {1, 2, 3, 4}, "five": set(range(100, 105))})) == [(NOBODY, "few")]


def test_groups_that_differ_by_enough_are_not_named() -> None:
    assert list(differences({"all": set(range(20)), "most": set(range(20 - SMALLEST))})) == []


def test_the_same_people_under_two_names_are_not_named() -> None:
    assert list(differences({"a": set(range(9)), "b": set(range(9))})) == []


@given(GROUPS)
def test_every_pair_that_isolates_a_few_is_named(groups: dict[str, frozenset[int]]) -> None:
    known = groups | {NOBODY: frozenset()}
    expected = {
        (small, large)
        for small, few in known.items()
        for large, many in known.items()
        if few < many and len(many - few) < SMALLEST
    }
    found = set(differences(groups))
    assert found == expected
