"""The number of questions to the database grows neither with the lines nor with the programmes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import ingrid, saule
from tests.programme import programme
from tests.rooms.money.books import ask, budget, drafted, printed, row, spent, the_programme
from tirek import money
from tirek.money import MEASURES
from tirek.plans import Programme

pytestmark = pytest.mark.django_db

ASKED: dict[str, Callable[[], Any]] = {
    **{
        f"amounts of {measure}": lambda measure=measure: money.amounts(measure, ask(), ("output", "activity", "year"))
        for measure in MEASURES
    },
    "totals_by_programme": lambda: money.totals_by_programme(Programme.objects.values_list("pk", flat=True)),
    "unmatched": lambda: [(each.line.report.name, each.problem) for each in money.unmatched(the_first())],
    "report_lines": lambda: [
        line.problem for line in money.report_lines(the_first(), money.cost_reports(the_first())[0])
    ],
    "revisions": lambda: [
        (each.drafted_by.username, [review.reviewed_by.username for review in each.reviews.all()], each.total)
        for each in money.revisions(the_first())
    ],
    "changes": lambda: [
        (each.activity and each.activity.output.number, each.fund.code, was)
        for each, was in money.changes(money.revision(saule(), the_first(), 1))
    ],
    "limited": lambda: money.amounts("expenditure", money.limited(ingrid(), ask()), ("fund",)) or True,
}


def the_first() -> Programme:
    return Programme.objects.select_related("office").get(code="00143776")


def queries(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


@pytest.mark.parametrize("name", ASKED)
def test_it_works(name: str) -> None:
    programme()
    budget()
    spent(printed(), printed(number="?"))
    ASKED[name]()  # accounts are opened when they are first asked for
    few = queries(ASKED[name])
    budget(*[row(number, account=str(72000 + at)) for number in ("1.1", "1.2", "2.1") for at in range(9)], title="Two")
    spent(*[printed(number=number, day="2022-10-02") for number in ("1.1", "?", "2.1")] * 30, quarter="2022-Q4")
    drafted(title="Three")
    for code in ("00200001", "00200002"):
        programme(code)
    assert queries(ASKED[name]) == few


def test_a_list_of_reports_leaves_their_files_in_the_database() -> None:
    programme()
    spent(printed())
    with CaptureQueriesContext(connection) as asked:
        (report,) = money.cost_reports(the_programme())
        assert report.ends == date(2022, 9, 30)
    assert all('"money_costreport"."content"' not in query["sql"] for query in asked)


def test_asking_for_lines_leaves_the_file_in_the_database() -> None:
    programme()
    spent(printed(number="?"))
    with CaptureQueriesContext(connection) as asked:
        (found,) = money.unmatched(the_programme())
        assert found.line.report.name == "cdr.csv"
        assert money.cost_line(saule(), the_programme(), found.line.pk).report.name == "cdr.csv"
    assert all('"content"' not in query["sql"] for query in asked)
