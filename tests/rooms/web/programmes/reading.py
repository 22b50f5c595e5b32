"""Reading pages: as somebody, as text, and how many questions they put to the database."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import aigul, gulnara, marat, office
from tests.programme import MADE, activity
from tirek import indicators, plans
from tirek.directory import Account
from tirek.ledger import entry
from tirek.plans import Activity, MonitoringAction, Output, PlanDocument, Programme, ReportingPeriod

TEXT = {"en": "Residents heard", "ru": "Жители", "kk": "Тұрғындар"}
CODE = "00143776"
Who = Callable[[], Account]


def client_of(who: Who) -> Client:
    found = Client()
    found.force_login(who())
    return found


def get(address: str, who: Who = aigul) -> HttpResponse:
    return client_of(who).get(address)


def html(address: str, who: Who = aigul) -> str:
    answer = get(address, who)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def words(address: str, who: Who = aigul) -> str:
    """The text of the main part of a page, blanks and all markup made one blank."""
    main = html(address, who).split("<main", 1)[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def of(code: str = "", *, part: str = "") -> str:
    return f"/programmes/{code or CODE}/{part}"


def asked(address: str, who: Who = aigul) -> int:
    """How many questions a page puts to the database when nothing is remembered."""
    client = client_of(who)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def changed(row: Any, **given: Any) -> Any:
    """A stored row with other values, past the operations."""
    for name, value in given.items():
        setattr(row, name, value)
    with entry(event=MADE, office=office().pk, by="tests") as trace:
        return trace.change(row)


def marked(number: str, *marks: str) -> Activity:
    return changed(activity(number), marks=list(marks))


def many(number: int, *, supersedes: Programme | None = None, activities: int = 1) -> list[Programme]:
    """Programmes in a row, each with a year, an output and activities: stored at once."""
    by, made = aigul(), []
    with entry(event=MADE, office=office().pk, by="tests") as trace:
        for each in range(number):
            document = PlanDocument(
                office_id="HRC", name="plan.md", content=b"plan", received_at=timezone.now(), received_by=by
            )
            programme = Programme(
                code=f"1{each:07}",
                title=f"Programme {each:03}",
                office_id="HRC",
                document=trace.store(document),
                starts=date(2022, 1, 1),
                ends=date(2022, 12, 31),
                supersedes=supersedes,
            )
            made.append(trace.store(programme))
            ends = date(2022, 3, 31)
            period = ReportingPeriod(programme=programme, key="2022-Q1", begins=date(2022, 1, 1), ends=ends, due=ends)
            output = trace.store(Output(programme=programme, number="1", title="Output", line=1))
            numbers = range(1, activities + 1)
            trace.store_many(
                [period, *(Activity(output=output, number=f"1.{at}", title=f"Work {at}", line=1) for at in numbers)]
            )
    return made


def action(made: Programme, name: str = "Track results progress") -> MonitoringAction:
    with entry(event=MADE, office="HRC", by="tests") as trace:
        return trace.store(MonitoringAction(programme=made, activity=name, frequency="Quarterly", line=1))


def indicator(
    made: Programme,
    code: str = "heard",
    *,
    target: int | None = 10,
    period: str = "2022-Q1",
    value: int | None = None,
    title: dict[str, str] = TEXT,
    **given: Any,
) -> None:
    """An indicator that people report, with a target and an approved value if they are given."""
    spec = {"code": code, "title": title, "question": title, "unit": TEXT, "counts": "reported"}
    indicators.define_figures(account=aigul(), programme=made, specs=[spec])
    placed = indicators.place_indicator(account=aigul(), programme=made, code=code, **given)
    quarter = plans.period(made, period)
    if target is not None:
        indicators.set_target(account=aigul(), indicator=placed, period=quarter, value=Decimal(target))
    if value is not None:
        reported = indicators.report_value(
            account=marat(), programme=made, code=code, period=quarter, value=Decimal(value), splits={}, base_version=0
        )
        indicators.review_value(account=gulnara(), value=reported, verdict="approved")
