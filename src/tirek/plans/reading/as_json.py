"""A plan's reading as JSON: what is stored, and what `tirek plan read --json` prints."""

from __future__ import annotations

from typing import Any

from tirek.plans.reading.plan import Amount, BudgetRow, Cover, Day, Period, Plan, Value, WorkPlan

Json = dict[str, Any]

VALUES = ("title", "country", "outcome", "partner", "programme_period", "award_id", "output_id", "gender_marker")
SIGNATURE = ("signatory", "signatory_role")
DAYS = ("start", "end", "signed_on")
AMOUNTS = ("resources_required", "resources_allocated")
MONITORED = ("activity", "purpose", "frequency", "expected_action")


def as_json(plan: Plan, *, lines: bool = True) -> Json:
    """This function will give a plan as JSON: dates in ISO form, amounts as decimal strings.

    Without `lines`, the document itself is left out, and `from_json.from_json` cannot read the result back.
    """
    written: Json = {
        "document": {
            "name": plan.name,
            "media_type": plan.media_type,
            "sha256": plan.sha256,
            "line_count": len(plan.lines),
        },
        "cover": _cover(plan.cover),
        "work_plan": _work_plan(plan.work_plan) if plan.work_plan else None,
        "narrated_outputs": [
            {"number": output.number, **_title(output.title), "paragraphs": _values(output.paragraphs)}
            for output in plan.narrated_outputs
        ],
        "monitoring": [
            {"line": row.line, **{name: _value(getattr(row, name)) for name in MONITORED}} for row in plan.monitoring
        ],
        "sections": [
            {
                "number": section.number,
                "level": section.level,
                "heading": _value(section.heading),
                "paragraphs": _values(section.paragraphs),
            }
            for section in plan.sections
        ],
        "unread": [{"line": each.line, "text": each.text, "reason": each.reason} for each in plan.unread],
        "table_headings": list(plan.table_headings),
    }
    if lines:
        written["lines"] = [[line.text, line.cells, line.page] for line in plan.lines]
    return written


def _value(value: Value | None) -> Json | None:
    if value is None:
        return None
    return {"text": value.text, "line": value.line} | ({"continued": list(value.continued)} if value.continued else {})


def _values(values: tuple[Value, ...]) -> list[Json | None]:
    return [_value(value) for value in values]


def _day(day: Day | None) -> Json | None:
    written = _value(day)
    if day and written is not None:
        written |= {"first": day.first and day.first.isoformat(), "last": day.last and day.last.isoformat()}
    return written


def _amount(amount: Amount | None) -> Json | None:
    written = _value(amount)
    if amount and written is not None:
        number = None if amount.number is None else f"{amount.number:f}"
        written |= {"number": number, "currency": amount.currency, "style": amount.style}
    return written


def _cover(cover: Cover) -> Json:
    return {
        **{name: _value(getattr(cover, name)) for name in (*VALUES, *SIGNATURE)},
        **{name: _day(getattr(cover, name)) for name in DAYS},
        **{name: _amount(getattr(cover, name)) for name in AMOUNTS},
        "outputs": _values(cover.outputs),
        "resources": [
            {"source": _value(each.source), "amount": _amount(each.amount), "group": _value(each.group)}
            for each in cover.resources
        ],
    }


def _title(title: Value) -> Json:
    """This function will write a title as plain text beside its line, as it is most often asked for."""
    return {"title": title.text, "line": title.line} | ({"continued": list(title.continued)} if title.continued else {})


def _work_plan(plan: WorkPlan) -> Json:
    def row(found: BudgetRow | None) -> Json | None:
        return _row(found, plan.periods) if found else None

    return {
        "line": plan.line,
        "printed_period": _value(plan.printed_period),
        "columns": list(plan.columns),
        "periods": [
            {"label": each.label, "quarter": each.quarter, "year": each.year, "column": each.column, "line": each.line}
            for each in plan.periods
        ],
        "amount_years": list(plan.amount_years),
        "outputs": [
            {
                "number": output.number,
                **_title(output.title),
                "activities": [row(activity) for activity in output.activities],
                "subtotal": row(output.subtotal),
            }
            for output in plan.outputs
        ],
        "fee": row(plan.fee),
        "total": row(plan.total),
    }


def _row(row: BudgetRow, periods: tuple[Period, ...]) -> Json:
    return {
        "kind": row.kind,
        "line": row.line,
        "number": row.number,
        "title": row.title.text,
        "title_at": [row.title.line, *row.title.continued],
        "marks": list(row.marks),
        "schedule": [
            {"period": period.label, "quarter": period.quarter, "year": period.year, "line": row.line}
            for period in (periods[mark] for mark in row.marks)
        ],
        "responsible_party": _value(row.responsible_party),
        "fund": _value(row.fund),
        "budget_description": _value(row.description),
        "account": _value(row.account),
        "amounts": {str(year): _amount(amount) for year, amount in row.amounts.items()},
        "total": _amount(row.total),
        "shift": row.shift,
        "cells": list(row.cells),
    }
