"""The number of questions to the database does not grow with the evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import aigul, dana
from tests.programme import DAY, activity, attended, people, person, programme, training
from tests.rooms.indicators.figures import EVERY, TEXT, figure, seen, value
from tirek import evidence, ledger
from tirek.indicators import Scope, as_table, define_figures, definitions, known_figures, records_for, values_now
from tirek.plans import Programme

pytestmark = pytest.mark.django_db
PEOPLE, ATTENDANCES, THINGS = figure(split_by=EVERY), figure("attendances", split_by=EVERY), figure("deliverables")


def spec(code: str, **given: Any) -> dict[str, Any]:
    return {"code": code, "title": TEXT, "question": TEXT, "unit": TEXT, "counts": "people"} | given


def people_page() -> list[Any]:
    return [(row.person.code, row.region.name, row.event.title, row.event.activity.number) for row in seen(PEOPLE)]


def things_page() -> list[Any]:
    return [(row.title, row.office.name, row.activity.number) for row in seen(THINGS)]


def table() -> list[Any]:
    return list(as_table(PEOPLE, records_for(aigul(), PEOPLE, Scope(Programme.objects.get().pk))))


ASKED: dict[str, Callable[[], Any]] = {
    "people": lambda: value(PEOPLE),
    "people as of": lambda: value(PEOPLE, ledger.heads()),
    "attendances": lambda: value(ATTENDANCES),
    "things": lambda: value(THINGS),
    "records of people": people_page,
    "records of a cell": lambda: seen(PEOPLE, cell=("region", "KZ-71")),
    "records of things": things_page,
    "records a region sees": lambda: seen(PEOPLE, dana()),
    "table": table,
    "values of now": lambda: values_now(definitions(Programme.objects.get())),
    "known figures": lambda: list(known_figures(Programme.objects.get())),
}


def queries(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert ask()
    return len(asked)


@pytest.mark.parametrize("name", ASKED)
def test_it_works(name: str) -> None:
    made = programme()
    define_figures(account=aigul(), programme=made, specs=[spec("people", split_by=EVERY)])
    more(5)
    few = queries(ASKED[name])
    more(500)
    assert queries(ASKED[name]) == few


def more(size: int) -> None:
    attended(training(), person("KZ-AGAIN"), *people(size))
    attended(training(dana()), person("KZ-AGAIN"), *people(size, region="KZ-15"), by=dana())
    for _ in range(3):
        evidence.add_deliverable(account=aigul(), activity=activity(), title="X", kind="x", date=DAY)


def test_a_figure_takes_two_questions_whatever_its_splits(django_assert_num_queries) -> None:
    made = programme()
    more(5)
    with django_assert_num_queries(3):  # and one for the programme
        value(PEOPLE)
    assert made
