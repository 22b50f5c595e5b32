"""However a plan is damaged, it is read or refused, and no line is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.rooms.plans.reading import plans_told
from tests.rooms.plans.reading.accounting import unaccounted
from tests.rooms.plans.reading.made import PLAN, as_docx, as_pdf
from tirek.plans.errors import NotAPlan
from tirek.plans.reading import as_json, from_json, read
from tirek.refusals import Refusal

SEED = PLAN.read_text().split("\n")
TABLE = [number for number, line in enumerate(SEED) if "\t" in line]
OTHERS = [plans_told.ANNUAL, plans_told.BY_YEAR, plans_told.TWO_YEARS, plans_told.COLLAPSED, plans_told.RUSSIAN]

Damage = Callable[[list[str], int, int], list[str]]


def without_a_cell(lines: list[str], at: int, cell: int) -> list[str]:
    cells = lines[at].split("\t")
    del cells[cell % len(cells)]
    return [*lines[:at], "\t".join(cells), *lines[at + 1 :]]


def with_a_cell_more(lines: list[str], at: int, cell: int) -> list[str]:
    cells = lines[at].split("\t")
    cells.insert(cell % (len(cells) + 1), ["", "X", "9 999", "TBD"][cell % 4])
    return [*lines[:at], "\t".join(cells), *lines[at + 1 :]]


def with_a_row_twice(lines: list[str], at: int, _: int) -> list[str]:
    return [*lines[:at], lines[at], *lines[at:]]


def without_a_row(lines: list[str], at: int, _: int) -> list[str]:
    return [*lines[:at], *lines[at + 1 :]]


def with_rows_swapped(lines: list[str], at: int, other: int) -> list[str]:
    other %= len(lines)
    swapped = list(lines)
    swapped[at], swapped[other] = swapped[other], swapped[at]
    return swapped


def with_a_row_torn(lines: list[str], at: int, where: int) -> list[str]:
    cut = where % (len(lines[at]) + 1)
    return [*lines[:at], lines[at][:cut], lines[at][cut:], *lines[at + 1 :]]


DAMAGES: list[Damage] = [
    without_a_cell,
    with_a_cell_more,
    with_a_row_twice,
    without_a_row,
    with_rows_swapped,
    with_a_row_torn,
]
damages = st.lists(
    st.tuples(st.sampled_from(DAMAGES), st.integers(0, 10_000), st.integers(0, 10_000), st.booleans()), max_size=12
)


def damaged(lines: list[str], what: list[tuple[Damage, int, int, bool]]) -> str:
    for damage, at, how, in_table in what:
        tables = [number for number, line in enumerate(lines) if "\t" in line]
        at = tables[at % len(tables)] if in_table and tables else at % len(lines)
        lines = damage(lines, at, how) or [""]
    return "\n".join(lines)


def check(content: bytes) -> None:
    try:
        plan = read(content, "damaged")
    except Refusal:
        return
    assert unaccounted(plan) == set()
    assert from_json(as_json(plan)) == plan
    for row in plan.work_plan.rows if plan.work_plan else ():
        assert all(0 <= mark < len(plan.work_plan.periods) for mark in row.marks)  # type: ignore[union-attr]
        assert set(row.amounts) <= set(plan.work_plan.amount_years)  # type: ignore[union-attr]


@settings(max_examples=300, deadline=None)
@given(damages)
@example([(with_a_row_torn, 0, 1668, True)])  # leaves a line with nothing on it but a tag
def test_it_works(what: list[tuple[Damage, int, int, bool]]) -> None:
    check(damaged(SEED, what).encode())


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(OTHERS), damages)
def test_other_plans_survive_damage(text: str, what: list[tuple[Damage, int, int, bool]]) -> None:
    check(damaged(text.split("\n"), what).encode())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(SEED), max_size=60), st.data())
def test_lines_in_any_order_are_all_accounted_for(lines: list[str], data: Any) -> None:
    check("\n".join(lines).encode())


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(st.text("Xx1 0.,-$(OutpuactiviyTlQ234|*_#<b>\\\u00a0é", max_size=12), max_size=8), max_size=12)
)
def test_tables_of_nonsense_are_all_accounted_for(table: list[list[str]]) -> None:
    head = "Project Title: x\nAward ID: 1\n\nOutputs\tActivities\tQ1\tQ2\tFund\tAmount 2022\tTotal\n"
    check((head + "\n".join("\t".join(row) for row in table)).encode())


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_or_read(content: bytes) -> None:
    check(content)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_refused_or_read(text: str) -> None:
    check(("Project Title: x\nAward ID: 1\n\n" + text).encode("utf-8", "ignore"))


@pytest.fixture(scope="module")
def word() -> bytes:
    return as_docx(PLAN.read_text())


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return as_pdf(plans_told.BY_YEAR)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_word_file_with_wrong_bytes_is_refused_or_read(word: bytes, wrong: list[tuple[int, int]]) -> None:
    check(with_wrong_bytes(word, wrong))


@settings(max_examples=25, deadline=None, derandomize=True)  # a foreign parser may hang: that is for the child
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_pdf_with_wrong_bytes_is_refused_or_read(pdf: bytes, wrong: list[tuple[int, int]]) -> None:
    check(with_wrong_bytes(pdf, wrong))


def with_wrong_bytes(content: bytes, wrong: list[tuple[int, int]]) -> bytes:
    spoiled = bytearray(content)
    for at, byte in wrong:
        spoiled[at % len(spoiled)] = byte
    return bytes(spoiled)


def test_a_plan_without_its_table_and_cover_is_no_plan() -> None:
    with pytest.raises(NotAPlan):
        read("\n".join(SEED[60:120]).encode(), "narrative only")
