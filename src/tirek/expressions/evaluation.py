"""From a tree and answers to a value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from tirek.expressions.parsing import Expression

Value = str | bool | Decimal | date | datetime | None


def evaluate(expression: Expression, values: Mapping[str, Value], *, now: datetime) -> Value:
    """This function will evaluate an expression over answers by name. Raises `ExpressionRefused`."""
    raise NotImplementedError
