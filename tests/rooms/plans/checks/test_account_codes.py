"""Account codes and their meaning."""

from __future__ import annotations

import pytest

from tests.rooms.plans.checks.plans_made import codes, made, only
from tirek.plans.checks.account_codes import check
from tirek.plans.checks.accounts import account_of, accounts
from tirek.plans.reading.plan import Value


def charged(line: int, description: str, **changed: object) -> dict[int, dict[str, object]]:
    """This function will give a row another budget description, whose last word is its code."""
    code = description.split()[-1]
    return {line: {"description": Value(description, line), "account": Value(code, line), **changed}}


def test_it_works() -> None:
    finding = only(check, made(rows=charged(41, "Consultancy 72100") | charged(44, "Consultancy 72100")))
    assert (finding.code, finding.severity, finding.where) == ("account-meaning", "question", (41, 44))
    assert (finding.printed, finding.computed) == ("72100", "71200, 71300")
    assert "Contractual services: companies" in finding.sentence


def test_a_description_that_fits_its_code_is_sound() -> None:
    assert list(check(made())) == []


@pytest.mark.parametrize(
    "description",
    [
        "Consultancy 71200",
        "Local consultant 71300",
        "Travel 71600",
        "Training 75700",
        "Service contract 72145",
        "Various 72100",
    ],
)
def test_a_description_of_its_own_account_or_of_none_is_sound(description: str) -> None:
    assert list(check(made(rows=charged(41, description)))) == []


@pytest.mark.parametrize(
    ("description", "fitting"),
    [
        ("Travel of experts 72500", None),
        ("Travel 72500", "71600"),
        ("Printing 71300", "74200"),
        ("Workshop 72100", "75700"),
    ],
)
def test_a_description_of_another_account_is_asked_about(description: str, fitting: str | None) -> None:
    finding = only(check, made(rows=charged(41, description)))
    assert finding.code == "account-meaning"
    assert fitting is None or finding.computed == fitting


def test_training_under_other_accounts_is_one_question() -> None:
    rows = {
        41: {"title": Value("1.1 Training of inspectors", 41)},
        44: {"title": Value("2.1 Conduct trainings on complaints", 44)},
    }
    finding = only(check, made(rows=rows))
    assert (finding.code, finding.where, finding.computed) == ("training-account", (41, 44), "75700")


@pytest.mark.parametrize("title", ["1.1 Development of training guidance", "1.1 Review of the training strategy"])
def test_what_only_concerns_training_is_no_training(title: str) -> None:
    assert list(check(made(rows={41: {"title": Value(title, 41)}}))) == []


def test_training_under_its_own_account_is_sound() -> None:
    assert list(check(made(rows=charged(41, "Training 75700", title=Value("1.1 Training of inspectors", 41))))) == []


def test_an_unknown_code_is_noted() -> None:
    finding = only(check, made(rows=charged(41, "Sundry 99999")))
    assert (finding.code, finding.severity, finding.printed) == ("account-unknown", "note", "99999")


def test_rows_with_money_and_no_code_are_listed_in_one_question() -> None:
    blank = {"account": None, "description": None}
    finding = only(check, made(rows={41: blank, 47: blank}))
    assert (finding.code, finding.where) == ("account-missing", (41, 47))
    assert "1.1 Manual on visits to prisons, GMS (8%)" in finding.sentence


def test_a_row_without_money_needs_no_code() -> None:
    assert list(check(made(rows={41: {"account": None, "amounts": {}, "total": None}}))) == []


def test_a_plan_that_prints_no_codes_at_all_is_not_asked_for_each() -> None:
    rows = {line: {"account": None, "description": None} for line in (41, 42, 44, 45, 47)}
    assert codes(list(check(made(rows=rows)))) == []


def test_every_known_account_says_what_it_is_for_and_whence() -> None:
    assert len(accounts()) > 30
    assert all(account.meaning and account.stems for account in accounts().values())
    assert account_of("72145") == accounts()["72100"]
    assert account_of("00001") is None
