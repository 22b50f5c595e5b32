"""A plan's reading as JSON, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rooms.plans.reading.made import PLAN
from tirek.plans.reading import as_json, from_json, read
from tirek.plans.reading import plan as contract

text = st.text(max_size=8)
number = st.integers(1, 400)
lines = st.lists(number, max_size=2).map(tuple)
value = st.builds(contract.Value, text, number, continued=lines)
amount = st.builds(
    contract.Amount,
    text,
    number,
    st.none() | st.decimals(-(10**9), 10**9, places=2),
    st.sampled_from(["space", "comma", "dot", "plain"]),
    st.none() | st.sampled_from(["USD", "EUR"]),
    continued=lines,
)
day = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
some_day = st.builds(contract.Day, text, number, day, day, continued=lines)


def tuples(of: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=most).map(tuple)


def row(kind: str, periods: int) -> st.SearchStrategy[contract.BudgetRow]:
    marks = st.sets(st.integers(0, periods - 1)).map(sorted).map(tuple) if periods else st.just(())
    maybe = st.none() | value
    return st.builds(
        contract.BudgetRow,
        kind=st.just(kind),
        line=number,
        number=st.none() | text,
        title=value,
        marks=marks,
        responsible_party=maybe,
        fund=maybe,
        description=maybe,
        account=maybe,
        amounts=st.dictionaries(st.integers(1, 2100), amount, max_size=3),
        total=st.none() | amount,
        shift=st.integers(-6, 6),
        cells=tuples(text),
    )


@st.composite
def work_plans(draw: st.DrawFn) -> contract.WorkPlan:
    period = st.builds(
        contract.Period, text, st.none() | st.integers(1, 4), st.none() | st.integers(2000, 2100), number, number
    )
    periods = draw(tuples(period))
    activity, subtotal = row("activity", len(periods)), row("subtotal", len(periods))
    output = st.builds(contract.PlannedOutput, st.none() | text, value, tuples(activity), st.none() | subtotal)
    return contract.WorkPlan(
        line=draw(number),
        printed_period=draw(st.none() | value),
        columns=draw(tuples(text)),
        periods=periods,
        amount_years=draw(tuples(st.integers(2000, 2100))),
        outputs=draw(tuples(output)),
        fee=draw(st.none() | row("fee", len(periods))),
        total=draw(st.none() | row("total", len(periods))),
    )


resources = st.builds(contract.Resource, value, amount, st.none() | value)
covers = st.builds(
    contract.Cover,
    **{
        name: st.none() | kind
        for names, kind in (
            ("title country outcome partner programme_period award_id output_id gender_marker", value),
            ("signatory signatory_role", value),
            ("start end signed_on", some_day),
            ("resources_required resources_allocated", amount),
        )
        for name in names.split()
    },
    outputs=tuples(value),
    resources=tuples(resources),
)


@st.composite
def plans(draw: st.DrawFn) -> contract.Plan:
    cells = st.none() | tuples(text)
    written = draw(st.lists(st.tuples(text, cells, st.none() | number), max_size=5))
    maybe = st.none() | value
    return contract.Plan(
        name=draw(text),
        media_type=draw(text),
        sha256=draw(text),
        lines=tuple(contract.Line(at, *each) for at, each in enumerate(written, start=1)),
        cover=draw(covers),
        narrated_outputs=draw(tuples(st.builds(contract.NarratedOutput, st.none() | text, value, tuples(value)))),
        work_plan=draw(st.none() | work_plans()),
        monitoring=draw(tuples(st.builds(contract.MonitoringRow, number, value, maybe, maybe, maybe))),
        sections=draw(tuples(st.builds(contract.Section, st.none() | text, value, st.integers(1, 6), tuples(value)))),
        unread=draw(tuples(st.builds(contract.Unread, number, text, text))),
        table_headings=draw(lines),
    )


@pytest.fixture(scope="module")
def written() -> Mapping[str, Any]:
    return as_json(read(PLAN.read_bytes(), PLAN.name))


def test_it_works() -> None:
    plan = read(PLAN.read_bytes(), PLAN.name)
    assert from_json(json.loads(json.dumps(as_json(plan)))) == plan


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_any_plan_comes_back_as_it_was(plan: contract.Plan) -> None:
    back = from_json(json.loads(json.dumps(as_json(plan))))
    assert back == plan


def test_says_dates_in_iso_form_and_amounts_as_decimal_strings(written: Mapping[str, Any]) -> None:
    cover = written["cover"]
    assert (cover["start"]["first"], cover["start"]["last"]) == ("2022-05-01", "2022-05-31")
    assert cover["resources_required"] == {
        "text": "$150,000",
        "line": 33,
        "number": "150000",
        "currency": "USD",
        "style": "comma",
    }


def test_says_activities_with_their_schedule(written: Mapping[str, Any]) -> None:
    activity = written["work_plan"]["outputs"][0]["activities"][1]
    assert (activity["number"], activity["line"], activity["shift"]) == ("1.2", 145, 1)
    assert activity["schedule"] == [
        {"period": "Q3", "quarter": 3, "year": 2022, "line": 145},
        {"period": "Q4", "quarter": 4, "year": 2022, "line": 145},
    ]
    assert activity["amounts"]["2022"]["number"] == "10000"
    assert activity["account"]["text"] == "72100"


def test_can_leave_the_document_itself_out() -> None:
    plan = read(PLAN.read_bytes(), PLAN.name)
    without = as_json(plan, lines=False)
    assert "lines" not in without
    assert without["document"]["line_count"] == 160


def test_has_the_keys_that_others_rely_on(written: Mapping[str, Any]) -> None:
    keys = "document cover work_plan narrated_outputs monitoring sections unread table_headings lines"
    assert set(written) == set(keys.split())
    assert set(written["document"]) == {"name", "media_type", "sha256", "line_count"}


def test_never_says_an_amount_in_powers_of_ten() -> None:
    amount = contract.Amount("1 000 000", 1, Decimal("1E+6"), "space")
    plan = read(b"Project Title: x\nAward ID: 1\n", "x")
    cover = contract.Cover(resources_required=amount)
    changed = contract.Plan(
        plan.name, plan.media_type, plan.sha256, plan.lines, cover, (), None, (), (), plan.unread, ()
    )
    assert as_json(changed)["cover"]["resources_required"]["number"] == "1000000"
