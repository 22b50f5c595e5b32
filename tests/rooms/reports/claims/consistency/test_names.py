"""One body, several names."""

from __future__ import annotations

import pytest

from tests.rooms.reports.claims.said import contradictions, disagreements
from tirek.reports.claims import extract, hold_against_itself


def test_it_works() -> None:
    text = "OHCHR sent 2 experts.\n\nThe UN Human Rights Office paid for it."
    claims, (found,) = hold_against_itself(text, extract(text))
    assert (found.kind, found.values, found.where) == ("names", ("OHCHR", "UN Human Rights Office"), (1, 3))
    assert found.note == "One body is named in two ways: “OHCHR” and “UN Human Rights Office”."
    assert claims[0].status == "unsupported"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "The Ministry of Internal Affairs came. The Ministry of Interior left.",
            {"Ministry of Internal Affairs", "Ministry of Interior"},
        ),
        ("МВД и УВКПЧ пришли. Офис ООН по правам человека ушёл.", {"УВКПЧ", "Офис ООН по правам человека"}),
    ],
)
def test_knows_bodies_of_words(text: str, values: set[str]) -> None:
    assert [set(found) for _, found in disagreements(text)] == [values]


@pytest.mark.parametrize(
    "text",
    [
        "The UN Human Rights Office (OHCHR) came. OHCHR left.",
        "OHCHR came. The Office of the High Commissioner for Human Rights left.",
        "The Office of the UN High Commissioner for Human Rights came. OHCHR left.",
        "The OSCE came. The Organization for Security and Co-operation in Europe left.",
        "The MIA came. The MIA’s schools and the Ministry of Internal Affairs (MIA) left.",
        "The United Nations came. The UN left.",
        "Who came? The who’s who of it did. WHO left.",
    ],
)
def test_names_that_go_together_are_not_reported(text: str) -> None:
    assert disagreements(text) == []


def test_an_acronym_spelt_out_in_two_ways_is_found() -> None:
    text = "The National Water Board (NWB) met. The New Water Bureau (NWB) met."
    assert disagreements(text) == [("names", ("National Water Board", "New Water Bureau"))]


def test_a_name_shortened_in_two_ways_is_found() -> None:
    text = (
        "The National Water Board (NWB) met. The National Water Board (NAWABO) met. The National Water Board (NB) met."
    )
    (found,) = contradictions(text)
    assert found.values == ("NWB", "NB")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "The East Asia Water Forum met. The East Asian Water Forum met.",
            ("East Asia Water Forum", "East Asian Water Forum"),
        ),
        (
            "The National Preventive Board met on prisons. The National Prevention Board met on schools.",
            ("National Preventive Board", "National Prevention Board"),
        ),
        (
            "An interdepartmental task team proposes rules on air. The Intergovernmental Task Team has rules on air.",
            ("interdepartmental task team", "Intergovernmental Task Team"),
        ),
        (
            "Межведомственная рабочая группа по воде готовит правила. Межправительственная рабочая группа по воде"
            " приняла правила.",
            ("Межведомственная рабочая группа", "Межправительственная рабочая группа"),
        ),
    ],
)
def test_finds_names_that_differ_in_a_word(text: str, values: tuple[str, str]) -> None:
    assert disagreements(text) == [("names", values)]


@pytest.mark.parametrize(
    "text",
    [
        "The National Plan of Action on Water and Air was put in force. A National Action Plan on Bread will follow.",
        "The North Water Forum met. The South Water Forum met.",
        "The National Water Organisation met. The National Water Organizations met.",
        "The Supreme Water Court sat. The Supreme Water Council sat.",
        "An interdepartmental task team on bread was set up. The Intergovernmental Task Team fights piracy at sea.",
        "The Human Rights Commissioner spoke. The Human Rights Commission spoke.",
    ],
)
def test_names_of_other_things_are_left_alone(text: str) -> None:
    assert disagreements(text) == []


def test_a_pair_of_names_is_told_once_whichever_check_found_it() -> None:
    text = "The Asia Pacific Forum (APF) met. The Asian Pacific Forum (APF) met. Asian Pacific Forum again."
    assert len(contradictions(text)) == 1
