"""The way back from JSON to a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tirek.plans.reading.as_json import AMOUNTS, DAYS, MONITORED, SIGNATURE, VALUES, Json
from tirek.plans.reading.plan import (
    Amount,
    BudgetRow,
    Cover,
    Day,
    Line,
    MonitoringRow,
    NarratedOutput,
    Period,
    Plan,
    PlannedOutput,
    Resource,
    Section,
    Unread,
    Value,
    WorkPlan,
)


def from_json(written: Mapping[str, Any]) -> Plan:
    """This function will give back the plan that `as_json` wrote."""
    document = written["document"]
    return Plan(
        name=document["name"],
        media_type=document["media_type"],
        sha256=document["sha256"],
        lines=tuple(
            Line(number, text, None if cells is None else tuple(cells), page)
            for number, (text, cells, page) in enumerate(written["lines"], start=1)
        ),
        cover=_cover(written["cover"]),
        narrated_outputs=tuple(
            NarratedOutput(each["number"], _title(each), _values(each["paragraphs"]))
            for each in written["narrated_outputs"]
        ),
        work_plan=_work_plan(written["work_plan"]) if written["work_plan"] else None,
        monitoring=tuple(
            MonitoringRow(row["line"], _value(row["activity"]), *(_read_value(row[name]) for name in MONITORED[1:]))
            for row in written["monitoring"]
        ),
        sections=tuple(
            Section(each["number"], _value(each["heading"]), each["level"], _values(each["paragraphs"]))
            for each in written["sections"]
        ),
        unread=tuple(Unread(**each) for each in written["unread"]),
        table_headings=tuple(written["table_headings"]),
    )


def _fields(written: Mapping[str, Any]) -> Json:
    fields = {name: value for name, value in written.items() if name != "continued"}
    return fields | {"continued": tuple(written.get("continued", ()))}


def _read_value(written: Mapping[str, Any] | None) -> Value | None:
    return _value(written) if written else None


def _value(written: Mapping[str, Any]) -> Value:
    return Value(**_fields(written))


def _values(written: list[Mapping[str, Any]]) -> tuple[Value, ...]:
    return tuple(_value(each) for each in written)


def _title(written: Mapping[str, Any]) -> Value:
    return Value(written["title"], written["line"], continued=tuple(written.get("continued", ())))


def _read_day(written: Mapping[str, Any] | None) -> Day | None:
    if not written:
        return None
    ends = {name: written[name] and date.fromisoformat(written[name]) for name in ("first", "last")}
    return Day(**(_fields(written) | ends))


def _amount(written: Mapping[str, Any]) -> Amount:
    number = None if written["number"] is None else Decimal(written["number"])
    return Amount(**(_fields(written) | {"number": number}))


def _read_amount(written: Mapping[str, Any] | None) -> Amount | None:
    return _amount(written) if written else None


def _cover(written: Mapping[str, Any]) -> Cover:
    single: Json = {name: _read_value(written[name]) for name in (*VALUES, *SIGNATURE)}
    single |= {name: _read_day(written[name]) for name in DAYS}
    single |= {name: _read_amount(written[name]) for name in AMOUNTS}
    return Cover(
        **single,
        outputs=_values(written["outputs"]),
        resources=tuple(
            Resource(_value(each["source"]), _amount(each["amount"]), _read_value(each["group"]))
            for each in written["resources"]
        ),
    )


def _work_plan(written: Mapping[str, Any]) -> WorkPlan:
    return WorkPlan(
        line=written["line"],
        printed_period=_read_value(written["printed_period"]),
        columns=tuple(written["columns"]),
        periods=tuple(Period(**each) for each in written["periods"]),
        amount_years=tuple(written["amount_years"]),
        outputs=tuple(
            PlannedOutput(
                number=each["number"],
                title=_title(each),
                activities=tuple(_row(row) for row in each["activities"]),
                subtotal=_read_row(each["subtotal"]),
            )
            for each in written["outputs"]
        ),
        fee=_read_row(written["fee"]),
        total=_read_row(written["total"]),
    )


def _row(written: Mapping[str, Any]) -> BudgetRow:
    line, *continued = written["title_at"]
    return BudgetRow(
        kind=written["kind"],
        line=written["line"],
        number=written["number"],
        title=Value(written["title"], line, continued=tuple(continued)),
        marks=tuple(written["marks"]),
        responsible_party=_read_value(written["responsible_party"]),
        fund=_read_value(written["fund"]),
        description=_read_value(written["budget_description"]),
        account=_read_value(written["account"]),
        amounts={int(year): _amount(amount) for year, amount in written["amounts"].items()},
        total=_read_amount(written["total"]),
        shift=written["shift"],
        cells=tuple(written["cells"]),
    )


def _read_row(written: Mapping[str, Any] | None) -> BudgetRow | None:
    return _row(written) if written else None
