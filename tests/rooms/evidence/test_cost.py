"""The number of questions to the database does not grow with the evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import aigul, dana
from tests.programme import DAY, activity, attended, people, programme, training
from tirek import evidence

pytestmark = pytest.mark.django_db


def listing() -> list[Any]:
    found = evidence.evidence_of(aigul(), activity())
    return [(piece.office.name, getattr(piece, "attendance_count", 0)) for pieces in found.values() for piece in pieces]


def event_page() -> list[Any]:
    event = evidence.Event.objects.order_by("starts")[0]
    return [(row.person.code, row.region.name) for row in evidence.attendances(aigul(), event)]


ASKED: dict[str, Callable[[], Any]] = {
    "evidence_of": listing,
    "totals": lambda: evidence.totals(aigul(), activity().output.programme),
    "attendances": event_page,
}


def queries(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert ask()
    return len(asked)


@pytest.mark.parametrize("name", ASKED)
def test_it_works(name: str) -> None:
    programme()
    first = training()
    attended(first, *people(10))
    few = queries(ASKED[name])
    attended(first, *people(990))
    for by in (aigul(), dana()):
        for _ in range(5):
            attended(training(by), *people(2), by=by)
            evidence.add_decision(account=by, activity=activity(), title="X", kind="x", date=DAY)
    assert queries(ASKED[name]) == few


def test_a_list_of_deliverables_leaves_their_files_in_the_database() -> None:
    programme()
    evidence.add_deliverable(account=aigul(), activity=activity(), title="X", kind="x", date=DAY, file=b"x" * 10_000)
    with CaptureQueriesContext(connection) as asked:
        (made,) = evidence.evidence_of(aigul(), activity())["deliverables"]
    assert all('"evidence_deliverable"."file"' not in query["sql"] for query in asked)
    assert bytes(made.file) == b"x" * 10_000
