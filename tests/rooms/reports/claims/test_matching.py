"""Claims held against what the records say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rooms.reports.claims.said import RESULTS_PAGE
from tirek.reports.claims import Claim, KnownFigure, extract, hold_against, hold_against_itself

GUARDS = KnownFigure(
    "guards",
    Decimal(95),
    ("prison guards", "guards", "сотрудников колонии", "колония қызметкері"),
    parts=((("women", "женщин", "әйел"), Decimal(30)),),
)
LAW = KnownFigure("law", date(2022, 11, 5), ("law on water", "закон о воде"))


def held(text: str, *figures: KnownFigure) -> list[Claim]:
    return hold_against(extract(text), figures)


def one(text: str, *figures: KnownFigure) -> Claim:
    (claim,) = held(text, *figures)
    return claim


def test_it_works() -> None:
    claim = one("Over 90 guards took lessons.", GUARDS)
    assert (claim.status, claim.figure) == ("supported", "guards")
    assert claim.note == "The records say 95: “Over 90 guards” holds."
    assert claim.note == claim.note_template % claim.note_facts


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("95", "supported"),
        ("94", "contradicted"),
        ("ninety-five", "supported"),
        ("over 94", "supported"),
        ("over 95", "contradicted"),
        ("at least 95", "supported"),
        ("at least 96", "contradicted"),
        ("up to 95", "supported"),
        ("up to 94", "contradicted"),
        ("fewer than 96", "supported"),
        ("fewer than 95", "contradicted"),
        ("about 99", "supported"),
        ("about 100", "contradicted"),
        ("nearly 91", "supported"),
    ],
)
def test_a_bound_holds_or_not(words: str, status: str) -> None:
    assert one(f"It taught {words} guards.", GUARDS).status == status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("in 2022", "supported"),
        ("in 2023", "contradicted"),
        ("in 2021-2023", "supported"),
        ("in 2023-2024", "contradicted"),
        ("in November 2022", "supported"),
        ("in December 2022", "contradicted"),
        ("on 5 November 2022", "supported"),
        ("on 6 November 2022", "contradicted"),
        ("by 2025", "supported"),
        ("by 2021", "contradicted"),
        ("before 2022", "contradicted"),
        ("after 2021", "supported"),
        ("since 2022", "supported"),
        ("since 2021", "contradicted"),
    ],
)
def test_a_time_is_compared_as_precisely_as_it_is_said(words: str, status: str) -> None:
    assert one(f"The law on water was adopted {words}.", LAW).status == status


def test_a_part_is_held_against_the_part() -> None:
    whole, part = held("It taught 95 guards, including 31 women.", GUARDS)
    assert (whole.status, part.status, part.figure) == ("supported", "contradicted", "guards")
    assert part.note == "The records say 30: “31 women” does not hold."


def test_a_part_named_in_the_unit_is_held_against_the_part() -> None:
    assert one("It taught 30 women prison guards.", GUARDS).status == "supported"


def test_the_terms_of_a_sum_are_parts() -> None:
    branches = KnownFigure(
        "branches", Decimal(20), ("branches",), parts=((("towns",), Decimal(3)), (("regions",), Decimal(17)))
    )
    text = "It has 20 branches in 17 regions and three towns."
    claims, _ = hold_against_itself(text, extract(text))
    assert [(claim.status, claim.figure) for claim in hold_against(claims, [branches])] == [
        ("supported", "branches")
    ] * 3


def test_a_part_that_the_records_lack_is_unsupported_and_says_so() -> None:
    part = held("It taught 95 guards, including 9 sergeants.", GUARDS)[1]
    assert (part.status, part.figure) == ("unsupported", "guards")
    assert "not this part" in part.note


def test_a_part_with_a_figure_of_its_own_is_held_against_that() -> None:
    sergeants = KnownFigure("sergeants", Decimal(9), ("sergeants",))
    part = held("It taught 95 guards, including 9 sergeants.", GUARDS, sergeants)[1]
    assert (part.status, part.figure) == ("supported", "sergeants")


@pytest.mark.parametrize(
    "text",
    [
        "Всего обучено 95 сотрудников колонии, в том числе 30 женщин.",
        "Барлығы 95 колония қызметкері, оның ішінде 30 әйел оқыды.",
    ],
)
def test_matches_in_russian_and_kazakh(text: str) -> None:
    assert [claim.status for claim in held(text, GUARDS)] == ["supported", "supported"]


def test_a_kazakh_owner_before_the_number_belongs_to_what_is_counted() -> None:
    owned = KnownFigure("owned", Decimal(12), ("мектептің аспазы",))
    assert one("Биыл мектептің (ҚМ) 12 аспазы оқыды.", owned).status == "supported"
    assert one("Мектептің ауласында 12 аспаз оқыды.", owned).figure is None


def test_other_endings_of_the_words_match() -> None:
    assert one("Обучены 95 сотрудников колоний.", GUARDS).status == "supported"


def test_what_no_figure_speaks_of_is_unsupported() -> None:
    claim = one("It taught 95 cooks.", GUARDS)
    assert (claim.status, claim.figure, claim.note) == ("unsupported", None, "")


def test_the_longest_phrase_wins_whatever_its_value() -> None:
    short = KnownFigure("all", Decimal(40), ("guards",))
    long = KnownFigure("prison", Decimal(50), ("prison guards",))
    for figures in ((short, long), (long, short)):
        claim = one("It taught 40 prison guards.", *figures)
        assert (claim.figure, claim.status) == ("prison", "contradicted")


def test_of_equal_phrases_the_longer_context_wins() -> None:
    any_course = KnownFigure("any", Decimal(95), ("guards",), context=("course", "lessons"))
    first_aid = KnownFigure("aid", Decimal(60), ("guards",), context=("first aid",))
    assert one("The course on first aid taught 60 guards.", any_course, first_aid).figure == "aid"
    assert one("The course taught 60 guards.", any_course, first_aid).figure == "any"


def test_a_figure_whose_context_is_missing_does_not_match() -> None:
    first_aid = KnownFigure("aid", Decimal(60), ("guards",), context=("first aid",))
    assert one("The law course taught 60 guards.", first_aid).figure is None


def test_a_tie_is_never_settled_by_the_value() -> None:
    here, there = (
        KnownFigure(code, value, ("guards",)) for code, value in (("here", Decimal(60)), ("there", Decimal(70)))
    )
    claim = one("The course taught 60 guards.", here, there)
    assert (claim.status, claim.figure) == ("unsupported", None)
    assert claim.note_facts == {"codes": "here, there"}


def test_words_that_another_claim_counts_are_not_taken() -> None:
    cooks, guards = held("It fed 12 cooks and 95 prison guards.", GUARDS)
    assert (cooks.figure, guards.figure) == (None, "guards")


def test_a_phrase_beside_the_quantity_matches() -> None:
    assert one("Of the guards taught, it kept 95.", GUARDS).figure == "guards"


def test_the_nearer_event_dates_the_time() -> None:
    decree = KnownFigure("decree", date(2023, 12, 8), ("decree",))
    years = held("The law on water was adopted in 2022 and the decree followed in 2023.", LAW, decree)
    assert [(claim.figure, claim.status) for claim in years] == [("law", "supported"), ("decree", "supported")]


def test_a_time_is_not_held_against_a_number_nor_a_number_against_a_time() -> None:
    assert [claim.figure for claim in held("In 2022 the law on water fed 12 guards.", GUARDS, LAW)] == ["law", "guards"]


def test_a_share_of_a_whole_is_not_held_against_a_count_of_it() -> None:
    assert held("It taught 95 guards, of whom 30% were women.", GUARDS)[1].figure is None


def test_a_claim_that_its_own_text_contradicts_stays_inconsistent() -> None:
    text = "The school taught over 90 guards first aid. The school taught 95 guards first aid."
    claims, _ = hold_against_itself(text, extract(text))
    assert [(claim.status, claim.figure, claim.note[:19]) for claim in hold_against(claims, [GUARDS])] == [
        ("inconsistent", "guards", "The records say 95:")
    ] * 2


def test_without_figures_nothing_changes() -> None:
    text = RESULTS_PAGE.read_text(encoding="utf-8")
    claims, _ = hold_against_itself(text, extract(text))
    assert hold_against(claims, []) == claims


@given(st.integers(1, 400), st.integers(1, 400))
def test_an_exact_number_is_supported_only_by_itself(said: int, recorded: int) -> None:
    figure = KnownFigure("guards", Decimal(recorded), ("guards",))
    assert (one(f"It taught {said} guards.", figure).status == "supported") == (said == recorded)


@given(st.integers(2, 400), st.integers(1, 400))
def test_over_and_at_most_exclude_one_another(said: int, recorded: int) -> None:
    figure = KnownFigure("guards", Decimal(recorded), ("guards",))
    over, most = (one(f"It taught {words} {said} guards.", figure).status for words in ("over", "up to"))
    assert {over, most} == {"supported", "contradicted"}
