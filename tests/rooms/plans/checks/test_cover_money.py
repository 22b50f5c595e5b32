"""The money on the cover."""

from __future__ import annotations

from tests.rooms.plans.checks.plans_made import amount, codes, made, only
from tirek.plans.checks.cover_money import check
from tirek.plans.reading.plan import Resource, Value


def test_it_works() -> None:
    finding = only(
        check,
        made(
            cover={
                "resources_required": amount("$118,000", 7),
                "resources_allocated": amount("$118,000", 8),
                "resources": (Resource(Value("GP", 9), amount("$118,000", 9)),),
            }
        ),
    )
    assert (finding.code, finding.severity, finding.where) == ("cover-total", "error", (7, 48))
    assert (finding.printed, finding.computed) == ("$118,000", "108,000")


def test_a_cover_that_agrees_with_the_lines_is_sound_though_the_total_row_is_not() -> None:
    assert list(check(made(money={(48, None): "118 000"}))) == []


def test_a_cover_that_agrees_with_the_total_row_is_sound_though_a_line_is_not() -> None:
    assert list(check(made(money={(42, None): "36 000"}))) == []


def test_sources_that_do_not_add_up_are_found() -> None:
    finding = only(check, made(cover={"resources": (Resource(Value("GP", 9), amount("$98 000", 9)),)}))
    assert (finding.code, finding.severity, finding.where) == ("cover-sources", "error", (8, 9))
    assert finding.computed == "98 000"


def test_several_sources_are_added() -> None:
    sources = (Resource(Value("GP", 9), amount("$100 000", 9)), Resource(Value("EU", 10), amount("$8 000", 10)))
    assert list(check(made(cover={"resources": sources}))) == []


def test_asks_where_less_is_allocated_than_required() -> None:
    allocated = amount("$98 000", 8)
    found = check(made(cover={"resources_allocated": allocated, "resources": ()}))
    (finding,) = found
    assert (finding.code, finding.severity) == ("cover-required-allocated", "question")
    assert finding.facts["difference"] == "10\u00a0000"


def test_notes_a_cover_without_any_total() -> None:
    found = list(check(made(cover={"resources_required": None, "resources_allocated": None})))
    assert codes(found) == ["cover-total-missing"]


def test_a_cover_without_a_table_is_held_against_its_sources_alone() -> None:
    assert list(check(made(work_plan={"outputs": (), "fee": None, "total": None}))) == []
