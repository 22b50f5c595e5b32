"""Three states of a mechanism put together: nothing that one side changed is lost, nothing is decided for a person."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tirek.packs.merging import merge
from tirek.packs.tables import read_table, write_table

HEADINGS = ("id", "valid from", "limit", "legal basis")
CELL = st.sampled_from(["", "a", "b", "c", "15 working days", "x,y", 'q"q'])
KEYS = st.sampled_from(["one", "two", "three", "four", "five"])
Rows = Mapping[str, tuple[str, str]]
TABLE = st.dictionaries(KEYS, st.tuples(CELL, CELL), max_size=5)


def file(rows: Rows) -> dict[str, bytes]:
    said = [dict(zip(HEADINGS, (key, "2026-01-01", *cells), strict=True)) for key, cells in rows.items()]
    return {"clocks.csv": write_table(HEADINGS, said).encode()}


def rows_of(content: bytes) -> dict[str, tuple[str, str]]:
    return {row["id"]: (row["limit"], row["legal basis"]) for row in read_table(content.decode()).rows}


@settings(deadline=None)
@given(TABLE, TABLE)
def test_what_only_one_side_changed_is_taken_whole(base: Rows, changed: Rows) -> None:
    for ours, theirs in ((file(base), file(changed)), (file(changed), file(base))):
        merged = merge(file(base), ours, theirs, {})
        assert merged.conflicts == ()
        assert merged.files == file(changed)


@settings(deadline=None)
@given(TABLE, TABLE, TABLE)
def test_each_cell_is_as_the_one_who_changed_it_wants_it(base: Rows, ours: Rows, theirs: Rows) -> None:
    merged = merge(file(base), file(ours), file(theirs), {})
    assume(not merged.conflicts)
    found = rows_of(merged.files["clocks.csv"])
    for key in {*base, *ours, *theirs}:
        was, mine, new = base.get(key), ours.get(key), theirs.get(key)
        if mine in (was, new):
            assert found.get(key) == new
        elif new == was:
            assert found.get(key) == mine
        else:
            assert mine is not None
            assert new is not None
            for place in (0, 1):
                before = was[place] if was else None
                wanted = new[place] if mine[place] in (before, new[place]) else mine[place]
                assert found[key][place] == wanted


@settings(deadline=None)
@given(TABLE, TABLE, TABLE, st.sampled_from(["ours", "theirs"]))
def test_every_conflict_can_be_settled_by_its_row(base: Rows, ours: Rows, theirs: Rows, side) -> None:
    conflicts = merge(file(base), file(ours), file(theirs), {}).conflicts
    taken = {(each.file, each.row): side for each in conflicts}
    merged = merge(file(base), file(ours), file(theirs), taken)
    assert merged.conflicts == ()
    for conflict in conflicts:
        assert conflict.ours != conflict.theirs
        assert conflict.base not in (conflict.ours, conflict.theirs) or not conflict.base


@settings(deadline=None)
@given(TABLE, TABLE, TABLE)
def test_both_directions_find_the_same_conflicts(base: Rows, ours: Rows, theirs: Rows) -> None:
    one = merge(file(base), file(ours), file(theirs), {}).conflicts
    other = merge(file(base), file(theirs), file(ours), {}).conflicts
    assert sorted((each.column, each.ours, each.theirs) for each in one) == sorted(
        (each.column, each.theirs, each.ours) for each in other
    )


LINES = st.lists(st.sampled_from(["a", "b", "c", "", "d"]), max_size=6)


@settings(deadline=None)
@given(LINES, LINES, LINES, st.sampled_from(["ours", "theirs"]))
def test_texts_are_merged_or_a_person_decides(base: list[str], ours: list[str], theirs: list[str], side) -> None:
    def text(lines: list[str]) -> dict[str, bytes]:
        return {"README.md": "".join(f"{line}\n" for line in lines).encode()}

    merged = merge(text(base), text(ours), text(theirs), {})
    if base == ours:
        assert merged.files == text(theirs)
    taken = {(each.file, each.row): side for each in merged.conflicts}
    assert merge(text(base), text(ours), text(theirs), taken).conflicts == ()


def test_a_picture_is_one_thing() -> None:
    base, ours, theirs = ({"forms/media/a.png": each} for each in (b"1", b"2", b"3"))
    (conflict,) = merge(base, ours, theirs, {}).conflicts
    assert (conflict.file, conflict.row) == ("forms/media/a.png", 0)
    assert merge(base, ours, theirs, {("forms/media/a.png", 0): "theirs"}).files == theirs
    assert merge(base, ours, base, {}).files == ours


def test_columns_that_differ_are_merged_as_lines() -> None:
    base, ours = {"who.csv": b"step,role\na,b\n"}, {"who.csv": b"step,role\na,c\n"}
    theirs = {"who.csv": b"step,role,law\na,b,x\n"}
    assert [each.row for each in merge(base, ours, theirs, {}).conflicts] == [1]
