"""Numbers said to be made of others."""

from __future__ import annotations

import pytest

from tests.rooms.reports.claims.said import disagreements
from tirek.reports.claims import extract, hold_against_itself


def test_it_works() -> None:
    text = "It runs 20 branches in 16 regions and three cities."
    claims, (found,) = hold_against_itself(text, extract(text))
    assert (found.kind, found.values) == ("sums", ("20 branches", "16 regions", "three cities"))
    assert "16 + 3 = 19" in found.note
    assert {claim.status for claim in claims} == {"inconsistent"}


def test_a_sum_that_agrees_is_noted_and_its_terms_become_parts() -> None:
    text = "It runs 20 branches in 17 regions and three cities."
    claims, found = hold_against_itself(text, extract(text))
    assert found == []
    assert claims[0].note == "The sentence adds up: 17 + 3 = 20."
    assert [claim.part_of for claim in claims] == [None, "20 branches", "20 branches"]
    assert {claim.status for claim in claims} == {"unsupported"}


@pytest.mark.parametrize(
    "text",
    [
        "It has 90 guards (30 women and 50 men).",
        "It has 90 guards, including 30 women and 50 men.",
        "It has 90 guards: 30 women and 50 men.",
        "It has 90 staff, comprising 30 officers and 50 inspectors.",
        "Обучено 90 сотрудников (30 женщин и 50 мужчин).",
        "Открыто 20 представительств в 16 областях и трёх городах.",
        "20 өкілдік 16 облыс пен үш қалада ашылды.".replace("өкілдік", "өкілдік:"),
    ],
)
def test_finds_sums_that_do_not_add_up(text: str) -> None:
    assert [kind for kind, _ in disagreements(text)] == ["sums"]


@pytest.mark.parametrize(
    "text",
    [
        "It has 90 guards (30 women and 60 men).",
        "It has 90 guards, including 30 women and 20 inspectors.",  # an inspector may be a woman
        "It taught 90 guards in 17 regions and three cities.",  # many guards a region
        "It runs 20 branches in nine regions and two cities.",  # several branches a region
        "It has over 90 guards (30 women and 50 men).",
        "It opened 20 branches and 5 cafés in two cities.",
    ],
)
def test_numbers_that_need_not_add_up_are_left_alone(text: str) -> None:
    assert disagreements(text) == []
