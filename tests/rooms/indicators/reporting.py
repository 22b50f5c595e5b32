"""Figures that people report, for the tests: defined, placed, reported by one and approved by another."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tests.cast import aigul, gulnara, marat
from tests.rooms.indicators.figures import TEXT
from tirek import indicators, plans
from tirek.directory import Account
from tirek.indicators import FigureDefinition, FrameworkIndicator, ReportedValue, ValueReview
from tirek.plans import Programme, ReportingPeriod

TEXTS = {"title": TEXT, "question": TEXT, "unit": TEXT}
RESIDENTS: dict[str, Any] = TEXTS | {"code": "residents", "counts": "reported", "cells": {"sex": ["female", "male"]}}
TRUST: dict[str, Any] = TEXTS | {"code": "trust", "counts": "reported", "number": "percent", "combine": "latest"}
PLAIN: dict[str, Any] = TEXTS | {"code": "plain", "counts": "reported"}
PDF = ("minutes.pdf", b"%PDF-1.7 the minutes")


def the() -> Programme:
    """The only programme that there is."""
    return Programme.objects.select_related("office").get()


def quarter(key: str) -> ReportingPeriod:
    """A period of it."""
    return plans.period(the(), key)


def defined(*specs: Mapping[str, Any]) -> list[FigureDefinition]:
    """Figures defined by the coordinator."""
    return indicators.define_figures(account=aigul(), programme=the(), specs=specs)


def placed(code: str, **given: Any) -> FrameworkIndicator:
    """An indicator placed by the coordinator."""
    return indicators.place_indicator(account=aigul(), programme=the(), code=code, **given)


def by_sex(female: int, male: int) -> dict[str, dict[str, str]]:
    """A split."""
    return {"sex": {"female": str(female), "male": str(male)}}


def reported(
    code: str, key: str, value: str | int, *, by: Account | None = None, base: int = 0, **given: Any
) -> ReportedValue:
    """A value reported by the monitoring officer."""
    return indicators.report_value(
        account=by or marat(),
        programme=the(),
        code=code,
        period=quarter(key),
        value=Decimal(value),
        base_version=base,
        **{"splits": {}} | given,
    )


def approve(value: ReportedValue, by: Account | None = None) -> ValueReview:
    """A value approved by the reviewer."""
    return indicators.review_value(account=by or gulnara(), value=value, verdict="approved")


def approved(code: str, key: str, value: str | int, **given: Any) -> ReportedValue:
    """A value reported by one and approved by another."""
    made = reported(code, key, value, **given)
    approve(made)
    return made


def close(key: str) -> ReportingPeriod:
    """A period closed by the coordinator."""
    return plans.close_period(account=aigul(), period=quarter(key))


def number(code: str, period: str = "", as_of: Mapping[str, int] | None = None) -> Decimal | None:
    """What a figure comes to."""
    definition = indicators.figure_definition(the(), code).definition
    return indicators.evaluate(definition, indicators.Scope(the().pk, as_of, period)).number
