"""What the command line prints."""

from __future__ import annotations

import json

import pytest

from tests.rooms.reports.claims.said import RESULTS_PAGE
from tirek.reports.claims import as_json, extract, hold_against_itself


def test_it_works() -> None:
    text = "The school taught over 90 guards (30 women) first aid. The school taught 95 guards (30 women) first aid."
    answer = as_json(*hold_against_itself(text, extract(text)))
    assert list(answer) == ["claims", "contradictions"]
    assert answer["claims"][1] == {
        "text": "The school taught over 90 guards (30 women) first aid.",
        "value": 30,
        "qualifier": "exactly",
        "unit": "women",
        "where": 1,
        "status": "unsupported",
        "figure": None,
        "note": "",
        "quote": "30 women",
        "part_of": "over 90 guards",
    }
    (found,) = answer["contradictions"]
    assert found["kind"] == "numbers"
    assert found["values"] == ["over 90 guards", "95 guards"]
    assert found["where"] == [1, 1]
    assert len(found["sentences"]) == 2
    assert "counted twice" in found["note"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("95 guards", 95),
        ("1.5 million guards", 1_500_000),
        ("14,6%", 14.6),
        ("It opened in 2023.", "2023"),
        ("It ran in 2022-2023.", "2022-2023"),
        ("It opened in December 2021.", "2021-12"),
        ("It opened on 5 May 2022.", "2022-05-05"),
    ],
)
def test_values_are_numbers_and_dates_of_json(text: str, value: object) -> None:
    (claim,) = as_json(extract(text), [])["claims"]
    assert claim["value"] == value
    assert type(claim["value"]) is type(value)


def test_the_whole_page_is_json() -> None:
    text = RESULTS_PAGE.read_text(encoding="utf-8")
    answer = as_json(*hold_against_itself(text, extract(text)))
    assert json.loads(json.dumps(answer, ensure_ascii=False)) == answer
    assert (len(answer["claims"]), len(answer["contradictions"])) == (25, 6)
