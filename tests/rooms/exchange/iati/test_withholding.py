"""What is kept back, so that nobody can be singled out by one number, or by two that differ by a few people."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.programme import attended, people, person, programme, training
from tests.rooms.indicators.figures import figure
from tirek.exchange.iati.publisher import publisher
from tirek.exchange.iati.withholding import Measured, Shown, is_sensitive, what_may_be_shown
from tirek.indicators import Scope, evaluate
from tirek.plans import Programme

pytestmark = pytest.mark.django_db

Q3, Q4, WHOLE = "..2022-Q3", "..2022-Q4", ""
SUMMER, AUTUMN, SPRING = date(2022, 8, 1), date(2022, 11, 1), date(2023, 3, 1)
TEXT = {"en": "X", "ru": "Х", "kk": "Х"}
REPORTED: dict[str, Any] = {"counts": "reported", "cells": {"sex": ["female", "male"]}, "split_by": ["sex"]}


@pytest.fixture(autouse=True)
def the_programme() -> Programme:
    return programme()


def measured(*definitions: Any, periods: tuple[str, ...] = (Q3, Q4, WHOLE)) -> list[Measured]:
    pk = Programme.objects.get().pk
    return [
        Measured(each.code, period, each, scope, evaluate(each, scope))
        for each in definitions
        for period in periods
        for scope in [Scope(pk, None, period)]
    ]


def shown(*definitions: Any, periods: tuple[str, ...] = (Q3, Q4, WHOLE)) -> Shown:
    return what_may_be_shown(measured(*definitions, periods=periods), publisher())


def numbers(found: Shown) -> dict[tuple[str, str], int]:
    return {place: int(number) for place, number in found.numbers.items()}


def trained(day: date, *rows: Any, **given: Any) -> None:
    attended(training(day=day, **given), *rows)


def test_it_works() -> None:
    trained(SUMMER, *people(12), *people(8, "male"))
    trained(AUTUMN, *people(5))
    found = shown(figure(split_by=["sex"]))
    assert numbers(found) == {("x", Q3): 20, ("x", Q4): 25, ("x", WHOLE): 25}
    assert {(cell, int(number)) for _sex, cell, number in found.splits("x", WHOLE)} == {("female", 17), ("male", 8)}
    assert found.withheld == frozenset()


@pytest.mark.parametrize("few", [1, 4])
def test_a_few_people_are_never_shown(few: int) -> None:
    trained(SUMMER, *people(few))
    found = shown(figure(split_by=["sex"]))
    assert numbers(found) == {}
    assert found.withheld == {("x", Q3), ("x", Q4), ("x", WHOLE)}


def test_nobody_is_shown_as_nobody() -> None:
    trained(AUTUMN, *people(9))
    assert numbers(shown(figure())) == {("x", Q3): 0, ("x", Q4): 9, ("x", WHOLE): 9}


def test_a_few_people_between_two_periods_are_not_shown_by_subtraction() -> None:
    trained(SUMMER, *people(20))
    trained(AUTUMN, *people(3))
    found = shown(figure())
    assert numbers(found) == {("x", Q4): 23, ("x", WHOLE): 23}
    assert found.withheld == {("x", Q3)}


def test_nor_by_subtracting_over_several_periods() -> None:
    trained(SUMMER, *people(20))
    trained(AUTUMN, *people(3))
    trained(SPRING, *people(1))
    assert numbers(shown(figure())) == {("x", WHOLE): 24}


def test_the_same_people_again_are_no_difference() -> None:
    again = people(20)
    trained(SUMMER, *again)
    trained(AUTUMN, *again)
    assert len(numbers(shown(figure()))) == 3


def test_two_figures_that_differ_by_a_few_are_not_both_shown() -> None:
    trained(SUMMER, *people(20), *people(2, role="inspector"))
    every, officers = figure(code="every"), figure(code="officers", where={"roles": ["police-officer"]})
    found = shown(every, officers, periods=(WHOLE,))
    assert len(found.numbers) == 1
    assert len(found.withheld) == 1


def test_a_split_is_given_up_before_a_number() -> None:
    trained(SUMMER, *people(12), *people(8, "male"))
    trained(AUTUMN, *people(5, "male", role="inspector"), *people(3, role="inspector"))
    every, officers = (
        figure(code="every", split_by=["sex"]),
        figure(code="p", where={"roles": ["police-officer"]}, split_by=["sex"]),
    )
    found = shown(every, officers, periods=(WHOLE,))
    assert numbers(found) == {("every", WHOLE): 28, ("p", WHOLE): 20}
    assert sum(bool(cells) for cells in found.cells.values()) == 1  # the women differ by three


def test_a_split_with_a_small_cell_is_not_shown_at_all() -> None:
    trained(SUMMER, *people(20), *people(2, "male"))
    found = shown(figure(split_by=["sex"]))
    assert found.splits("x", WHOLE) == ()
    assert found.number("x", WHOLE) == 22


def test_only_the_whole_is_split() -> None:
    trained(SUMMER, *people(20), *people(20, "male"))
    found = shown(figure(split_by=["sex"]))
    assert found.splits("x", Q3) == ()
    assert len(found.splits("x", WHOLE)) == 2


@pytest.mark.parametrize("dimension", ["region", "role", "unit"])
def test_people_are_split_by_sex_alone(dimension: str) -> None:
    trained(SUMMER, *people(20), *[person(region="KZ-75", unit="Another", role="inspector") for _ in range(20)])
    assert shown(figure(split_by=[dimension])).splits("x", WHOLE) == ()


def test_attendances_are_held_against_the_people_behind_them() -> None:
    again = people(3)
    for day in (SUMMER, AUTUMN, SPRING):
        trained(day, *again)
    found = shown(figure("attendances"))
    assert numbers(found) == {}  # nine attendances of three people


def test_figures_about_violence_are_one_number() -> None:
    trained(SUMMER, *people(20), *people(20, "male"), topic="gender-based-violence")
    found = shown(figure(split_by=["sex"], where={"topics": ["gender-based-violence"]}))
    assert numbers(found) == {("x", WHOLE): 40}
    assert found.splits("x", WHOLE) == ()


@pytest.mark.parametrize(
    ("code", "title", "topics", "sensitive"),
    [
        ("x", "X", (), False),
        ("survivors-served", "X", (), True),
        ("x", "Survivors who were referred", (), True),
        ("gbv-cases", "X", (), True),
        ("x", "Victims heard in court", (), True),
        ("x", "X", ("gender-based-violence",), True),
        ("police", "Police officers", ("community-policing", "gender-based-violence"), False),
        ("x", "Services of the Ministry", (), False),
    ],
)
def test_what_is_about_violence_is_known_by_topic_and_words(
    code: str, title: str, topics: tuple[str, ...], sensitive: bool
) -> None:
    where = {"topics": list(topics)} if topics else {}
    definition = figure(code=code, where=where, title=TEXT | {"en": title})
    assert is_sensitive(code, definition, publisher()) is sensitive
