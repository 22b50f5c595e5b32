"""Figures are defined by the coordinator; a change is a new version, and no version is ever changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import translation

from tests.cast import EVERYONE, aigul
from tests.programme import programme
from tirek.directory.errors import NotPermitted
from tirek.indicators import FigureDefinition, define_figures, definitions, figure_definition
from tirek.indicators.errors import BadDefinition, NoSuchFigure
from tirek.ledger import WriteWithoutTrace, entries, heads, verify
from tirek.plans import Programme

pytestmark = pytest.mark.django_db
TEXT = {"en": "People", "ru": "Люди", "kk": "Адамдар"}
SPEC: dict[str, Any] = {"code": "people", "title": TEXT, "question": TEXT, "unit": TEXT, "counts": "people"}


def define(of: Programme, *specs: dict[str, Any]) -> list[FigureDefinition]:
    return define_figures(account=aigul(), programme=of, specs=specs)


def test_it_works() -> None:
    (made,) = define(programme(), SPEC)
    assert (made.code, made.version, made.definition.counts) == ("people", 1, "people")
    assert verify().ok


def test_all_of_them_leave_one_entry() -> None:
    made, before = programme(), heads()["HRC"]
    define(made, SPEC, SPEC | {"code": "others"})
    assert heads()["HRC"] == before + 1
    assert entries()[0].sentence == "Figures defined for programme 00143776: people, others."


def test_the_same_again_does_nothing() -> None:
    made = programme()
    define(made, SPEC)
    before = heads()
    assert define(made, SPEC) == []
    assert heads() == before


def test_a_day_given_as_a_day_is_the_same_again() -> None:
    made = programme()
    define(made, SPEC | {"period": {"from": date(2022, 5, 1)}})
    assert define(made, SPEC | {"period": {"from": "2022-05-01"}}) == []


def test_a_change_is_a_new_version_beside_the_old() -> None:
    made = programme()
    define(made, SPEC, SPEC | {"code": "others"})
    (second,) = define(made, SPEC | {"split_by": ["sex"]}, SPEC | {"code": "others"})
    assert second.version == 2
    assert figure_definition(made, "people").definition.split_by == ("sex",)
    assert figure_definition(made, "people", 1).definition.split_by == ()


def test_going_back_is_a_third_version() -> None:
    made = programme()
    for spec in (SPEC, SPEC | {"split_by": ["sex"]}, SPEC):
        define(made, spec)
    assert figure_definition(made, "people").version == 3


def test_the_newest_of_each_is_listed_or_the_versions_named() -> None:
    made = programme()
    define(made, SPEC, SPEC | {"code": "others"})
    define(made, SPEC | {"split_by": ["sex"]})
    assert [(each.code, each.version) for each in definitions(made)] == [("others", 1), ("people", 2)]
    assert [(each.code, each.version) for each in definitions(made, {"people": 1})] == [("people", 1)]
    assert list(definitions(made, {})) == []


def test_each_programme_has_its_own() -> None:
    first, second = programme(), programme("00999999")
    define(first, SPEC)
    assert list(definitions(second)) == []
    assert define(second, SPEC)[0].version == 1


def test_one_bad_definition_and_none_is_taken() -> None:
    made = programme()
    before = heads()
    with pytest.raises(BadDefinition):
        define(made, SPEC, SPEC | {"code": "others", "counts": "wishes"})
    assert not FigureDefinition.objects.exists()
    assert heads() == before


def test_refuses_one_code_given_twice() -> None:
    with pytest.raises(BadDefinition, match="people"):
        define(programme(), SPEC, SPEC | {"split_by": ["sex"]})


@pytest.mark.parametrize("who", [each for each in EVERYONE if each is not aigul])
def test_refuses_all_but_the_coordinator(who) -> None:
    made = programme()
    account, before = who(), heads()
    with pytest.raises(NotPermitted):
        define_figures(account=account, programme=made, specs=[SPEC])
    assert heads() == before


@pytest.mark.parametrize(("code", "version"), [("nothing", None), ("people", 2)])
def test_refuses_a_figure_that_does_not_exist(code: str, version: int | None) -> None:
    made = programme()
    define(made, SPEC)
    with pytest.raises(NoSuchFigure):
        figure_definition(made, code, version)


def test_speaks_the_language_of_the_page() -> None:
    (made,) = define(programme(), SPEC)
    for language, title in TEXT.items():
        with translation.override(language):
            assert made.title == made.question == made.unit == title


def test_a_version_cannot_be_changed_past_the_ledger() -> None:
    (made,) = define(programme(), SPEC)
    made.spec = SPEC | {"counts": "attendances"}
    with pytest.raises(WriteWithoutTrace):
        made.save()


@pytest.mark.parametrize("statement", ["UPDATE {} SET version = 9", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_lets_the_application_change_no_version(statement: str) -> None:
    define(programme(), SPEC)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(FigureDefinition._meta.db_table))
