"""Reporting a value: what is refused, which version counts, where a late one goes, and what two tabs come to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests.cast import aigul, bolat, dana, gulnara, ingrid, marat, saule, viktor
from tests.programme import programme
from tests.rooms.indicators.reporting import (
    PDF,
    PLAIN,
    RESIDENTS,
    TEXTS,
    TRUST,
    approve,
    approved,
    by_sex,
    close,
    defined,
    number,
    quarter,
    reported,
    the,
)
from tirek import indicators, ledger
from tirek.directory import NotPermitted
from tirek.indicators import NoSuchFigure, ReportedValue, ValueChangedMeanwhile
from tirek.indicators.errors import (
    LateWithoutNote,
    NotReported,
    NumberImpossible,
    PeriodNotBegun,
    SplitDoesNotAddUp,
    SplitsIncomplete,
    TooManyFiles,
    ValueFileEmpty,
    ValueFileTooLarge,
)
from tirek.plans import NoOpenPeriod, NoSuchPeriod, NoSuchPlan, ReportingPeriod

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _figures() -> None:
    programme()
    defined(RESIDENTS, TRUST, PLAIN)


def test_it_works() -> None:
    value = reported("residents", "2022-Q3", 20, splits=by_sex(12, 8), note="Two meetings.", files=[PDF])
    assert (value.version, value.value, value.splits) == (1, 20, {"sex": {"female": "12", "male": "8"}})
    assert (value.entered_by, value.late_for, value.note) == (marat(), None, "Two meetings.")
    assert [(each.name, bytes(each.content)) for each in value.files.all()] == [PDF]
    assert number("residents") is None
    approve(value)
    assert number("residents") == number("residents", "2022-Q3") == number("residents", "..2022-Q4") == 20
    assert number("residents", "2022-Q4") is None
    assert ledger.verify().ok


def test_the_ledger_is_told_what_and_not_how_much() -> None:
    reported("residents", "2022-Q3", 20, splits=by_sex(12, 8))
    line = ledger.entries(limit=1)[0]
    assert (line.event, line.chain) == ("value-reported", "HRC")
    assert line.detail == {"code": "residents", "period": "2022-Q3", "version": 1}
    assert line.sentence == "A value of residents was reported for 2022-Q3, version 1."


@pytest.mark.parametrize("by", [saule, viktor, bolat, gulnara, ingrid])
def test_refuses_roles_that_enter_no_values(by: Any) -> None:
    with pytest.raises(NotPermitted):
        reported("plain", "2022-Q3", 1, by=by())
    assert not ReportedValue.objects.exists()


def test_refuses_another_office() -> None:
    with pytest.raises(NoSuchPlan):
        reported("plain", "2022-Q3", 1, by=dana())


def test_the_coordinator_may_report_too() -> None:
    assert reported("plain", "2022-Q3", 1, by=aigul()).entered_by == aigul()


def test_refuses_a_figure_that_is_not_there_or_is_counted() -> None:
    defined(TEXTS | {"code": "people", "counts": "people"})
    with pytest.raises(NoSuchFigure):
        reported("nothing", "2022-Q3", 1)
    with pytest.raises(NotReported):
        reported("people", "2022-Q3", 1)


def test_refuses_a_period_of_another_programme_or_of_the_future() -> None:
    other = programme("00200000")
    with pytest.raises(NoSuchPeriod):
        indicators.report_value(
            account=marat(),
            programme=the_first(),
            code="plain",
            period=other.periods.all()[0],
            value=Decimal(1),
            splits={},
            base_version=0,
        )
    future = ReportingPeriod(
        programme=the_first(), key="2199-Q1", begins=date(2199, 1, 1), ends=date(2199, 3, 31), due=date(2199, 4, 30)
    )
    with pytest.raises(PeriodNotBegun):
        indicators.report_value(
            account=marat(),
            programme=the_first(),
            code="plain",
            period=future,
            value=Decimal(1),
            splits={},
            base_version=0,
        )


def the_first() -> Any:
    from tirek.plans import Programme

    return Programme.objects.select_related("office").get(code="00143776")


# Numbers.


@pytest.mark.parametrize("value", ["-1", "1.5", "0.0001", "NaN", "Infinity", "-Infinity", "1e20"])
def test_a_count_is_a_whole_number_from_nothing(value: str) -> None:
    with pytest.raises(NumberImpossible) as refused:
        reported("plain", "2022-Q3", value)
    assert refused.value.facts["number"]


@pytest.mark.parametrize("value", ["-0.1", "100.0001", "101", "44.00001", "NaN"])
def test_a_percentage_lies_between_nothing_and_all(value: str) -> None:
    with pytest.raises(NumberImpossible):
        reported("trust", "2022-Q3", value)


@pytest.mark.parametrize("value", ["0", "100", "44.5", "44.1234"])
def test_a_percentage_may_have_decimals(value: str) -> None:
    assert reported("trust", "2022-Q3", value).value == Decimal(value)


@pytest.mark.parametrize("value", ["-12.5", "0", "99999999999.9999"])
def test_an_amount_may_be_anything(value: str) -> None:
    defined(TEXTS | {"code": "amount", "counts": "reported", "number": "amount"})
    assert reported("amount", "2022-Q3", value).value == Decimal(value)


# Splits.


def test_refuses_a_split_that_does_not_add_up_and_names_both_numbers() -> None:
    with pytest.raises(SplitDoesNotAddUp) as refused:
        reported("residents", "2022-Q3", 20, splits=by_sex(12, 9))
    assert str(refused.value) == "The split by sex adds up to 21; the value is 20."


@pytest.mark.parametrize(
    "splits",
    [
        {},
        {"sex": {"female": "20"}},
        {"sex": {"female": "10", "male": "5", "other": "5"}},
        {"age": {"young": "20"}},
        by_sex(12, 8) | {"age": {"young": "20"}},
    ],
)
def test_refuses_splits_other_than_those_declared(splits: Any) -> None:
    with pytest.raises(SplitsIncomplete) as refused:
        reported("residents", "2022-Q3", 20, splits=splits)
    assert refused.value.facts["dimensions"] == "sex"


@pytest.mark.parametrize(("female", "male"), [("12.5", "7.5"), ("-1", "21"), ("many", "8"), ("", "20"), ("NaN", "8")])
def test_refuses_a_cell_that_is_no_count(female: str, male: str) -> None:
    with pytest.raises(NumberImpossible):
        reported("residents", "2022-Q3", 20, splits={"sex": {"female": female, "male": male}})


def test_refuses_a_split_of_a_figure_that_has_none() -> None:
    with pytest.raises(SplitsIncomplete):
        reported("plain", "2022-Q3", 20, splits=by_sex(12, 8))


def test_every_split_adds_up_by_itself() -> None:
    cells = {"sex": ["female", "male"], "age": ["young", "old", "unknown"]}
    defined(TEXTS | {"code": "two", "counts": "reported", "cells": cells})
    ages = {"age": {"young": "3", "old": "1", "unknown": "1"}}
    assert reported("two", "2022-Q3", 5, splits=by_sex(2, 3) | ages).splits == by_sex(2, 3) | ages
    with pytest.raises(SplitDoesNotAddUp) as refused:
        reported("two", "2022-Q4", 6, splits=by_sex(3, 3) | ages)
    assert (refused.value.facts["dimension"], refused.value.facts["sum"]) == ("age", "5")


# Files.


def test_several_files_are_kept_as_they_came() -> None:
    files = [PDF, ("list.xlsx", b"PK"), ("<script>.txt", b"\x00\xff")]
    value = reported("plain", "2022-Q3", 1, files=files)
    assert sorted((each.name, bytes(each.content)) for each in value.files.all()) == sorted(files)


def test_refuses_a_file_that_is_empty_too_large_or_one_too_many() -> None:
    with pytest.raises(ValueFileEmpty):
        reported("plain", "2022-Q3", 1, files=[PDF, ("empty.pdf", b"")])
    with pytest.raises(ValueFileTooLarge):
        reported("plain", "2022-Q3", 1, files=[("large.bin", b"0" * (25 * 1024 * 1024 + 1))])
    with pytest.raises(TooManyFiles):
        reported("plain", "2022-Q3", 1, files=[PDF] * 21)
    assert not ReportedValue.objects.exists()


# Versions.


def test_a_change_is_a_new_version_and_the_approved_one_counts_until_it_is_approved() -> None:
    approved("plain", "2022-Q3", 10)
    changed = reported("plain", "2022-Q3", 12, base=1)
    assert (changed.version, number("plain")) == (2, 10)
    approve(changed)
    assert number("plain") == 12
    assert ReportedValue.objects.count() == 2


def test_two_tabs_the_second_is_refused_and_told_of_both_versions() -> None:
    reported("plain", "2022-Q3", 10)
    with pytest.raises(ValueChangedMeanwhile) as refused:
        reported("plain", "2022-Q3", 12)
    assert refused.value.facts == {"mine": 0, "newest": 1}
    assert ReportedValue.objects.get().value == 10


def test_a_double_click_comes_to_one_version() -> None:
    first = reported("residents", "2022-Q3", 20, splits=by_sex(12, 8), files=[PDF])
    again = reported("residents", "2022-Q3", 20, splits=by_sex(12, 8), files=[PDF])
    assert first == again
    assert ReportedValue.objects.count() == 1


def test_the_same_number_by_another_person_or_with_another_file_is_no_double_click() -> None:
    reported("plain", "2022-Q3", 10, files=[PDF])
    for given in ({"by": aigul(), "files": [PDF]}, {"files": []}, {"files": [PDF], "note": "Other."}):
        with pytest.raises(ValueChangedMeanwhile):
            reported("plain", "2022-Q3", 10, **given)


def test_a_future_version_cannot_be_claimed() -> None:
    with pytest.raises(ValueChangedMeanwhile):
        reported("plain", "2022-Q3", 10, base=5)


# Closed periods.


def test_a_value_for_a_closed_period_goes_into_the_next_open_one() -> None:
    approved("plain", "2022-Q3", 10)
    close("2022-Q3")
    late = reported("plain", "2022-Q3", 3, note="A list came by post.")
    assert (late.period.key, late.late_for and late.late_for.key, late.version) == ("2022-Q4", "2022-Q3", 1)
    approve(late)
    assert [number("plain", each) for each in ("2022-Q3", "..2022-Q3", "2022-Q4", "..2022-Q4")] == [10, 10, 3, 13]


def test_closed_periods_are_passed_over_until_an_open_one() -> None:
    for key in ("2022-Q3", "2022-Q4", "2023-Q1"):
        close(key)
    assert reported("plain", "2022-Q3", 3, note="Late.").period == quarter("2023-Q2")


def test_refuses_a_late_value_without_its_note_and_says_where_it_goes() -> None:
    close("2022-Q3")
    with pytest.raises(LateWithoutNote) as refused:
        reported("plain", "2022-Q3", 3, note="  ")
    assert refused.value.facts == {"period": "Q3 2022", "into": "Q4 2022"}


def test_refuses_when_every_period_is_closed() -> None:
    for period in the().periods.all():
        close(period.key)
    with pytest.raises(NoOpenPeriod):
        reported("plain", "2022-Q3", 3, note="Late.")


def test_a_late_value_stands_beside_that_of_the_quarter_itself() -> None:
    close("2022-Q3")
    approved("plain", "2022-Q4", 5)
    approved("plain", "2022-Q3", 3, note="Late.")
    assert number("plain", "2022-Q4") == 8
    own, late = ReportedValue.objects.order_by("late_for__begins", "entered_position")[::-1]
    assert {own.version, late.version} == {1}


def test_a_late_part_of_a_sum_may_take_away_what_was_too_much() -> None:
    approved("residents", "2022-Q3", 20, splits=by_sex(12, 8))
    close("2022-Q3")
    approved("residents", "2022-Q3", -2, splits=by_sex(-3, 1), note="Three were counted twice, one not at all.")
    assert (number("residents"), number("residents", "2022-Q3")) == (18, 20)
    definition = indicators.figure_definition(the(), "residents").definition
    (split,) = indicators.evaluate(definition, indicators.Scope(the().pk)).splits
    assert split.cells == {"female": 9, "male": 9}


def test_a_late_percentage_is_still_a_percentage() -> None:
    close("2022-Q3")
    with pytest.raises(NumberImpossible):
        reported("trust", "2022-Q3", "-2", note="Late.")


def test_of_a_latest_value_the_one_of_the_quarter_comes_after_a_late_one() -> None:
    close("2022-Q3")
    approved("trust", "2022-Q4", "44")
    approved("trust", "2022-Q3", "40", note="The survey came late.")
    assert [number("trust", each) for each in ("2022-Q3", "2022-Q4", "")] == [None, 44, 44]


# The database itself.


def test_the_database_refuses_to_change_or_delete_what_was_reported() -> None:
    value = approved("residents", "2022-Q3", 20, splits=by_sex(12, 8), files=[PDF])
    for statement in (
        "UPDATE indicators_reportedvalue SET value = 99",
        "DELETE FROM indicators_valuefile",
        "UPDATE indicators_valuefile SET name = 'x'",
        "UPDATE indicators_valuereview SET verdict = 'returned'",
        "DELETE FROM indicators_valuereview",
        "UPDATE indicators_target SET value = 0",
        "UPDATE indicators_frameworkindicator SET baseline = 0",
    ):
        refused(statement)
    assert ReportedValue.objects.get().value == value.value


def refused(statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)
