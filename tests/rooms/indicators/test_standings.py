"""How the indicators of many programmes stand: the same as one by one, in as many queries for many as for few."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import aigul, gulnara, marat
from tests.programme import activity, listed, people, programme
from tests.rooms.indicators.reporting import PLAIN, RESIDENTS, TEXTS, TRUST
from tirek import evidence, indicators, plans
from tirek.indicators import Standing, standings
from tirek.ledger import heads
from tirek.plans import Programme

pytestmark = pytest.mark.django_db
TODAY = date(2023, 2, 1)
TRAINED = TEXTS | {"code": "trained", "counts": "people"}
SEATS = TEXTS | {"code": "seats", "counts": "attendances", "where": {"activities": ["2.2"]}}
PAPERS = TEXTS | {"code": "papers", "counts": "deliverables"}
SCORE = TEXTS | {"code": "score", "counts": "measurement", "combine": "latest"}
HOUSES = TEXTS | {"code": "houses", "counts": "offices"}
EVERY = (TRAINED, SEATS, PAPERS, SCORE, HOUSES, RESIDENTS, TRUST, PLAIN)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    cache.clear()


def place(made: Programme, *specs: dict[str, Any], target: int | None = 10, due: str | None = "2022-Q3") -> None:
    indicators.define_figures(account=aigul(), programme=made, specs=list(specs))
    for each in specs:
        found = indicators.place_indicator(account=aigul(), programme=made, code=each["code"])
        if target is not None:
            period = plans.period(made, due) if due else None
            indicators.set_target(account=aigul(), indicator=found, period=period, value=Decimal(target))


def report(made: Programme, code: str, key: str, value: int, *, approve: bool = True) -> None:
    given = {"splits": {"sex": {"female": str(value), "male": "0"}} if code == "residents" else {}}
    found = indicators.report_value(
        account=marat(),
        programme=made,
        code=code,
        period=plans.period(made, key),
        value=Decimal(value),
        base_version=0,
        **given,
    )
    if approve:
        indicators.review_value(account=gulnara(), value=found, verdict="approved")


def trained(made: Programme, number: int, day: date = date(2022, 9, 1)) -> None:
    event = evidence.add_event(
        account=marat(), activity=activity("2.2", made), starts=day, ends=day, title="A", topic="community-policing"
    )
    file = evidence.store_attendance_file(account=marat(), event=event, name="list.csv", content=listed(people(number)))
    evidence.record_attendance(account=marat(), file=file)


def one_by_one(made: Programme) -> Counter[str]:
    return Counter(row.state for row in indicators.results_framework(made, TODAY))


def check_same(*programmes: Programme) -> dict[Any, Standing]:
    found = standings(programmes, TODAY)
    for made in programmes:
        states = one_by_one(made)
        same = Standing(
            states["on-target"], states["behind"], states["under-way"], states["no-data"] + states["no-target"]
        )
        assert found[made.pk] == same, made.code
    return found


def test_it_works() -> None:
    made = programme()
    place(made, TRAINED, PLAIN)
    trained(made, 12)
    report(made, "plain", "2022-Q3", 4)
    assert check_same(made)[made.pk] == Standing(on_target=1, behind=1)


def test_every_kind_of_figure_stands_as_it_does_by_itself() -> None:
    made = programme()
    place(made, *EVERY)
    trained(made, 12)
    report(made, "residents", "2022-Q3", 9)
    report(made, "trust", "2022-Q3", 40)
    evidence.add_measurement(
        account=marat(), activity=activity("2.2", made), title="A", kind="trust", value=Decimal(11), unit="%",
        date=date(2022, 9, 2), source="Survey",
    )  # fmt: skip
    assert check_same(made)[made.pk].all == len(EVERY)


def test_programmes_do_not_take_of_one_another() -> None:
    one, other = programme(), programme("00999999")
    for made, number in ((one, 12), (other, 3)):
        place(made, *EVERY)
        trained(made, number)
        report(made, "plain", "2022-Q3", number)
    found = check_same(one, other)
    assert found[one.pk].on_target > found[other.pk].on_target


def test_programmes_may_define_the_same_code_differently() -> None:
    one, other = programme(), programme("00999999")
    place(one, SEATS)
    place(other, SEATS | {"where": {"activities": ["1.1"]}})
    for made in (one, other):
        trained(made, 12)
    found = check_same(one, other)
    assert (found[one.pk].on_target, found[other.pk].on_target) == (1, 0)


def test_a_programme_without_indicators_has_none() -> None:
    made = programme()
    assert standings([made], TODAY) == {made.pk: Standing()}
    assert Standing().all == 0


def test_no_programme_is_no_question() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert standings([], TODAY) == {}
    assert len(asked) <= 1


@pytest.mark.parametrize(
    ("target", "due", "standing"),
    [
        (None, None, Standing(open=1)),
        (4, "2022-Q3", Standing(on_target=1)),
        (5, "2022-Q3", Standing(behind=1)),
        (5, "2023-Q2", Standing(under_way=1)),
        (5, None, Standing(under_way=1)),
        (4, None, Standing(on_target=1)),
    ],
)
def test_targets_are_judged_by_their_day(target: int | None, due: str | None, standing: Standing) -> None:
    made = programme()
    place(made, PLAIN, target=target, due=due)
    report(made, "plain", "2022-Q3", 4)
    assert check_same(made)[made.pk] == standing


def test_an_approved_zero_is_data_and_a_count_of_nothing_is_none() -> None:
    made = programme()
    place(made, PLAIN, TRAINED)
    report(made, "plain", "2022-Q3", 0)
    assert check_same(made)[made.pk] == Standing(behind=1, open=1)


def test_what_waits_for_a_second_person_does_not_count() -> None:
    made = programme()
    place(made, PLAIN, target=4)
    report(made, "plain", "2022-Q3", 4, approve=False)
    assert check_same(made)[made.pk] == Standing(open=1)


def test_the_newest_approved_version_counts() -> None:
    made = programme()
    place(made, PLAIN, target=4)
    report(made, "plain", "2022-Q3", 3)
    newer = indicators.report_value(
        account=marat(), programme=made, code="plain", period=plans.period(made, "2022-Q3"), value=Decimal(4),
        splits={}, base_version=1,
    )  # fmt: skip
    assert check_same(made)[made.pk] == Standing(behind=1)
    indicators.review_value(account=gulnara(), value=newer, verdict="approved")
    assert check_same(made)[made.pk] == Standing(on_target=1)


def test_the_number_of_queries_is_the_same_for_many() -> None:
    def asked(*programmes: Programme) -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            standings(programmes, TODAY)
        return len(queries)

    made = []
    for number in range(6):
        made.append(programme(f"0000000{number}"))
        place(made[-1], *EVERY)
        trained(made[-1], 2)
        report(made[-1], "plain", "2022-Q3", number)
    assert asked(made[0]) == asked(*made) <= 15


def test_the_answer_is_remembered_until_something_is_written() -> None:
    made = programme()
    place(made, PLAIN, target=4)
    standings([made], TODAY)
    with CaptureQueriesContext(connection) as again:
        standings([made], TODAY)
    assert len(again) == 1
    before = heads()
    report(made, "plain", "2022-Q3", 4)
    assert heads() != before
    assert standings([made], TODAY)[made.pk] == Standing(on_target=1)


def test_another_day_is_another_answer() -> None:
    made = programme()
    place(made, PLAIN, target=5, due="2022-Q4")
    report(made, "plain", "2022-Q3", 4)
    assert standings([made], date(2022, 12, 1))[made.pk] == Standing(under_way=1)
    assert standings([made], TODAY)[made.pk] == Standing(behind=1)
