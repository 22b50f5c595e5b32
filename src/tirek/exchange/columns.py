"""Columns of the file, from the fields of the models: what a value is written as, and what a written one stands for."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from tirek.exchange.tables import TABLES, Table
from tirek.ledger import Kept, Traced

MOMENT, WITHDRAWN, BECAUSE = "moment", "withdrawn", "withdrawn_because"
EXTRA = {  # the tables that no model stands behind
    "accounts": {"username": "text", "office": "text", "roles": "text"},
    "moments": {"moment": "text", "position": "integer"},
}
DAY, MOMENT_OF_TIME = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,12})?")


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, the lookup that reads it, the field that takes it, what it refers to.

    `kind` is what a cell holds: text, integer, truth or json. `target` is the model that a reference leads to, `by`
    the field that names the row there.
    """

    name: str
    path: str
    field: models.Field[Any, Any]
    kind: str
    target: type[models.Model] | None = None
    by: str = "pk"


def model_of(table: Table) -> type[Traced]:
    """This function will give the model behind a table; all that travels is traced."""
    model = apps.get_model(table.model)
    assert issubclass(model, Traced)
    return model


def is_kept(table: Table) -> bool:
    """This function will say whether rows of the table can be withdrawn."""
    return issubclass(model_of(table), Kept)


def has_moment(table: Table) -> bool:
    """This function will say whether rows have a moment and a key of their own: all but persons, who are codes."""
    return table.name != "persons"


def is_signed_for(table: Table) -> bool:
    """This function will say whether rows of the table say who brought them with a file."""
    return any(field.name == "brought_by" for field in model_of(table)._meta.concrete_fields)


@cache
def columns_of(table: Table) -> tuple[Column, ...]:
    """This function will give the columns of a table, without key and moments."""
    return tuple(_column(model_of(table), name) for name in table.columns.split())


def _column(model: type[models.Model], given: str) -> Column:
    name, _dot, by = given.partition(".")
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    if isinstance(field, models.ForeignKey):
        path = f"{name}__{by}" if by else field.attname
        return Column(name, path, field, "text", field.remote_field.model, by or "pk")
    return Column(name, name, field, _kind(field))


def _kind(field: models.Field[Any, Any]) -> str:
    match field:
        case models.JSONField() | ArrayField():
            return "json"
        case models.IntegerField():
            return "integer"
        case models.BooleanField():
            return "truth"
    return "text"


def kinds() -> dict[str, dict[str, str]]:
    """This function will say of every table what its cells hold, a question mark behind what may be left empty."""
    found = {table.name: _kinds(table) for table in TABLES}
    return found | EXTRA


def _kinds(table: Table) -> dict[str, str]:
    own = {each.name: each.kind + "?" * each.field.null for each in columns_of(table)}
    if not has_moment(table):
        return own
    withdrawn = {WITHDRAWN: "text?", BECAUSE: "text"} if is_kept(table) else {}
    return {"id": "text"} | own | {MOMENT: "text"} | withdrawn


def told(value: object) -> object:
    """This function will write a value of the database as JSON: all but numbers, truths and JSON itself as text."""
    match value:
        case UUID():
            return str(value)
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
    return value


def taken(column: Column, value: Any) -> Any:
    """This function will give the value that a written one stands for, as the column's field takes it.

    Raises ValueError for what the column cannot hold. References are for `references` to follow.
    """
    if value is None:
        if not column.field.null:
            raise ValueError(column.name)
        return None
    if column.target is not None:
        return _text(value)
    found = _taken(column.field, value)
    try:
        column.field.run_validators(found)
    except ValidationError as fault:
        raise ValueError(column.name) from fault
    if column.field.choices and found not in ("", *(name for name, _label in column.field.flatchoices)):
        raise ValueError(column.name)
    return found


def _taken(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(field, ArrayField):
        if not isinstance(value, list):
            raise ValueError(field.name)
        return [_taken(field.base_field, each) for each in value]
    for kind, take in TAKERS.items():
        if isinstance(field, kind):
            return take(value)
    raise TypeError(f"{type(field).__name__} has no form in a file.")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    if not pattern.fullmatch(_text(value)):
        raise ValueError(value)
    return str(value)


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(value)
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def _moment(value: Any) -> datetime:
    return datetime.strptime(_matching(MOMENT_OF_TIME, value), "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


TAKERS: dict[type[models.Field[Any, Any]], Callable[[Any], Any]] = {
    models.JSONField: lambda value: value,
    models.BooleanField: _truth,
    models.IntegerField: _whole,
    models.DecimalField: lambda value: Decimal(_matching(NUMBER, value)),
    models.DateTimeField: _moment,
    models.DateField: lambda value: date.fromisoformat(_matching(DAY, value)),
    models.BinaryField: lambda value: base64.b64decode(_text(value), validate=True),
    models.CharField: _text,
    models.TextField: _text,
}
"""What each kind of field takes; a moment is also a day, so it comes first."""
