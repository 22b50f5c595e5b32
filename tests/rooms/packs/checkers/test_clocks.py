from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.packs.checkers.mechanism import changed, problems, said

PATH = "clocks.csv"
HEADINGS = "id,step,limit,starts when,pauses when,may be extended by,when late,valid from,valid to,legal basis\n"
GOOD = "consideration,intake,15 working days,registered,,,the head is told,2022-01-10,2022-11-05,Law\n"


def test_it_works() -> None:
    assert problems(PATH) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (",intake,1 day,x,,,y,2023-01-01,,Law", "pack-cell-missing"),
        ("B,intake,1 day,x,,,y,2023-01-01,,Law", "pack-id-malformed"),
        ("b,,1 day,x,,,y,2023-01-01,,Law", "pack-cell-missing"),
        ("b,decide,1 day,x,,,y,2023-01-01,,Law", "pack-step-unknown"),
        ("b,intake,,x,,,y,2023-01-01,,Law", "pack-cell-missing"),
        ("b,intake,soon,x,,,y,2023-01-01,,Law", "limit-unreadable"),
        ("b,intake,15,x,,,y,2023-01-01,,Law", "limit-unreadable"),
        ("b,intake,1 day,,,,y,2023-01-01,,Law", "pack-cell-missing"),
        ("b,intake,1 day,x,,a little,y,2023-01-01,,Law", "limit-unreadable"),
        ("b,intake,1 day,x,,,,2023-01-01,,Law", "pack-cell-missing"),
        ("b,intake,1 day,x,,,y,,,Law", "pack-cell-missing"),
        ("b,intake,1 day,x,,,y,1 January 2023,,Law", "clock-date-unreadable"),
        ("b,intake,1 day,x,,,y,2023-02-30,,Law", "clock-date-unreadable"),
        ("b,intake,1 day,x,,,y,20230101,,Law", "clock-date-unreadable"),
        ("b,intake,1 day,x,,,y,2023-01-01,now,Law", "clock-date-unreadable"),
        ("b,intake,1 day,x,,,y,2023-01-01,2022-12-31,Law", "clock-dates-out-of-order"),
        ("b,intake,1 day,x,,,y,2023-01-01,,", "pack-cell-missing"),
        ("b,intake,1 day,regster is done,,,y,2023-01-01,,Law", "pack-step-unknown"),
        ("b,intake,1 day,regster begins,,,y,2023-01-01,,Law", "pack-step-unknown"),
        ("b,intake,1 day,intake was done,,,y,2023-01-01,,Law", "clock-moment-unclear"),
        ("b,intake,1 day,intake waits,,,y,2023-01-01,,Law", "clock-moment-unclear"),
        ("b,intake,1 day,x,regster waits,,y,2023-01-01,,Law", "pack-step-unknown"),
        ("b,intake,1 day,x,intake is waiting,,y,2023-01-01,,Law", "clock-moment-unclear"),
        ("consideration,intake,1 day,x,,,y,2022-11-05,,Law", "clock-versions-overlap"),
        ("consideration,intake,1 day,x,,,y,2021-01-01,,Law", "clock-versions-overlap"),
        ("consideration,look-into,1 day,x,,,y,2022-11-06,,Law", "clock-of-two-steps"),
    ],
)
def test_refuses_a_row_by_its_number(row: str, expected: str) -> None:
    found = problems(PATH, f"{HEADINGS}{GOOD}{row}\n")

    rows = {"consideration,intake,1 day,x,,,y,2021-01-01,,Law": 2}  # of two that overlap, the one that begins later
    assert said(found) == [(expected, rows.get(row, 3))]


@pytest.mark.parametrize(
    "moments",
    [
        "the case is opened,",
        "intake is done,intake waits",
        "intake begins,",
        "the body receives it,while nobody is there",
    ],
)
def test_a_clock_starts_by_what_the_house_sees_or_in_words_for_people(moments: str) -> None:
    assert problems(PATH, f"{HEADINGS}b,intake,1 day,{moments},,y,2023-01-01,,Law\n") == []


def test_a_version_may_begin_on_the_day_after_another_ends() -> None:
    row = "consideration,intake,1 day,x,,,y,2022-11-06,2022-11-06,Law\n"

    assert problems(PATH, HEADINGS + row + GOOD) == []


def test_an_overlap_is_found_behind_a_longer_version() -> None:
    rows = (
        "a,intake,1 day,x,,,y,2020-01-01,,Law\n",
        "a,intake,1 day,x,,,y,2021-01-01,2021-01-31,Law\n",
        "a,intake,1 day,x,,,y,2022-01-01,2022-01-31,Law\n",
    )

    assert said(problems(PATH, HEADINGS + "".join(rows))) == [
        ("clock-versions-overlap", 3),
        ("clock-versions-overlap", 4),
    ]


def test_a_version_of_a_single_day_holds_on_that_day() -> None:
    rows = ("a,intake,1 day,x,,,y,2021-01-01,2021-01-01,Law\n", "a,intake,1 day,x,,,y,2021-01-01,,Law\n")

    assert said(problems(PATH, HEADINGS + "".join(rows))) == [("clock-versions-overlap", 3)]


def test_refuses_other_columns() -> None:
    assert said(problems(PATH, changed(PATH, "valid from,valid to", "valid to,valid from"))) == [
        ("pack-columns-other", 1)
    ]


@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: (HEADINGS + text).encode(errors="ignore"))
    )
)
def test_no_bytes_make_it_fail(content: bytes) -> None:
    said(problems(PATH, content))
