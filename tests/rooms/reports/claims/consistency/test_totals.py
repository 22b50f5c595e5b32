"""Totals smaller than their groups."""

from __future__ import annotations

import pytest

from tests.rooms.reports.claims.said import disagreements
from tirek.reports.claims import extract, hold_against_itself

TEXT = "Thirty officers learned first aid.\n\nOver 40 officers learned to swim.\n\nIn total, 60 officers took part."


def test_it_works() -> None:
    claims, (found,) = hold_against_itself(TEXT, extract(TEXT))
    assert (found.kind, found.where) == ("sums", (1, 3, 5))
    assert found.values == ("Thirty officers", "Over 40 officers", "60 officers")
    assert found.note_facts["sum"] == "71"  # over 40 is 41 at least
    assert found.note_facts["overlap"] == "11"
    assert "?" in found.note
    assert [claim.status for claim in claims] == ["unsupported", "unsupported", "inconsistent"]


def test_a_total_large_enough_is_no_question() -> None:
    assert disagreements(TEXT.replace("60", "71")) == []


def test_a_total_with_a_lower_bound_only_is_no_question() -> None:
    assert disagreements(TEXT.replace("60", "over 60")) == []


def test_groups_of_another_section_are_not_added() -> None:
    assert disagreements(TEXT.replace("\n\nIn total", "\n\n## Swimming\n\nIn total")) == []


def test_groups_of_another_year_are_not_added() -> None:
    assert disagreements(TEXT.replace("to swim", "to swim in 2021").replace("part.", "part in 2023.")) == []


def test_a_group_told_twice_is_added_once() -> None:
    assert disagreements("Thirty officers learned first aid.\n\n" + TEXT.replace("60", "71")) == []


def test_groups_of_other_people_are_not_added() -> None:
    text = TEXT.replace("60 officers", "60 prison officers")
    assert disagreements(text) == []
    assert [kind for kind, _ in disagreements(text.replace("learned", "of the prison learned"))] == ["sums"]


def test_what_is_not_people_is_not_added() -> None:
    assert disagreements(TEXT.replace("officers", "police academies")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Тридцать инспекторов изучили право.\n\nСорок инспекторов изучили психологию.\n\nВсего 60 инспекторов учились.",
        "Отыз инспектор заңды оқыды.\n\nҚырық инспектор психологияны оқыды.\n\nБарлығы 60 инспектор келді.",
    ],
)
def test_asks_in_russian_and_kazakh_too(text: str) -> None:
    assert [kind for kind, _ in disagreements(text)] == ["sums"]
