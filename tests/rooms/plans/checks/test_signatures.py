"""Signatures and their dates."""

from __future__ import annotations

import pytest

from tests.rooms.plans.checks.plans_made import codes, day, made, only
from tirek.plans.checks.signatures import check


def test_it_works() -> None:
    finding = only(check, made(cover={"signed_on": day("25 June 2030", 12)}))
    assert (finding.code, finding.severity, finding.where) == ("signed-after-start", "question", (4, 12))


def test_a_plan_signed_in_time_by_two_parties_is_sound() -> None:
    assert list(check(made())) == []


def test_a_day_within_the_month_of_the_start_is_not_after_it() -> None:
    assert list(check(made(cover={"signed_on": day("25 April 2030", 12)}))) == []


def test_a_plan_signed_after_it_was_over_is_an_error() -> None:
    finding = only(check, made(cover={"signed_on": day("1 April 2031", 12)}))
    assert (finding.code, finding.severity) == ("signed-after-end", "error")


def test_asks_who_signed_and_when() -> None:
    unnamed = {10: "Agreed by the Government:", 11: "Agreed by UNDP:"}
    assert codes(list(check(made(cover={"signatory": None}, text=unnamed)))) == ["signature-missing"]
    assert codes(list(check(made(cover={"signed_on": None})))) == ["signature-undated"]


def test_a_name_beside_the_agreement_is_a_signatory() -> None:
    assert list(check(made(cover={"signatory": None}))) == []


def test_dates_that_run_backwards_say_nothing_of_the_signature() -> None:
    assert list(check(made(cover={"end": day("March 2029", 4)}))) == []


def test_notes_that_one_party_signs_alone() -> None:
    finding = only(check, made(text={10: ""}))
    assert (finding.code, finding.severity, finding.where) == ("one-party-signs", "note", (11,))


@pytest.mark.parametrize(
    "text", ["Date: ________", "Signature ………", "[Name]", "Signed: ....................", "dd/mm/yyyy"]
)
def test_a_place_left_open_is_asked_about(text: str) -> None:
    finding = only(check, made(text={13: text}))
    assert (finding.code, finding.where) == ("signature-placeholder", (13,))


@pytest.mark.parametrize(
    "text", ["Date: 1 March 2030", "The name of the place … is long.", "See [1] and [date palm]s."]
)
def test_a_line_that_is_filled_in_is_not(text: str) -> None:
    assert [each.code for each in check(made(text={13: text}))] in (
        [],
        ["signature-placeholder"][: "date palm" in text],
    )
