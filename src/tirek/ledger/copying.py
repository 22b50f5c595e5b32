"""Inserting many rows by COPY. What is stored, and what is refused, is the same as by Django's `bulk_create`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from django.db import connection, models, transaction

from tirek.ledger.digests import what_it_holds
from tirek.ledger.traced import Traced, check_trace

Row = TypeVar("Row", bound=Traced)
Column = Sequence[Any]
AnyField: TypeAlias = "models.Field[Any, Any]"

# What Django hands to the driver as it is: asked once a column instead of once a value. Everything else, a subclass of
# these too, is asked for value by value.
_NATIVE: dict[type[AnyField], type] = {
    models.CharField: str,
    models.SlugField: str,
    models.TextField: str,
    models.UUIDField: UUID,
    models.BooleanField: bool,
    models.DateField: date,
    models.DecimalField: Decimal,
    models.BinaryField: bytes,
    models.SmallIntegerField: int,
    models.IntegerField: int,
    models.BigIntegerField: int,
    models.PositiveSmallIntegerField: int,
    models.PositiveIntegerField: int,
}


def insert(model: type[Row], rows: Sequence[Row]) -> None:
    """This function will insert new rows of one model.

    Raises WriteWithoutTrace outside an entry, and what `bulk_create` raises: IntegrityError, DataError, ValueError.
    """
    check_trace(model)
    fields = _fields(model)
    _prepare(model, rows)
    columns = [_values(field, rows) for field in fields]
    if _is_guarded(model) or not _copied(model, fields, columns):
        # A policy looks at each row, or the database is to work a value out: COPY can ask neither.
        model._base_manager.bulk_create(rows)
        return
    for row in rows:
        row._state.adding = False
        row._state.db = connection.alias


def insert_values(model: type[Row], columns: Mapping[str, Column]) -> None:
    """This function will insert new rows of one model from the values of each attribute, in the order of the rows.

    Raises as `insert` does, and TypeError unless every attribute is given and none besides.
    """
    check_trace(model)
    fields = _fields(model)
    if wrong := {field.attname for field in fields} ^ columns.keys():
        raise TypeError(f"Rows of {model.__name__} are given with their attributes; look at {sorted(wrong)}.")
    if not _copied(model, fields, [columns[field.attname] for field in fields]):
        raise TypeError(f"Rows of {model.__name__} are given as values, which none has to work out.")


def _is_guarded(model: type[Row]) -> bool:
    """Whether row-level security holds for us on the table: PostgreSQL refuses COPY then."""
    return _is_guarded_from(connection.settings_dict["USER"], model._meta.db_table)


@cache
def _is_guarded_from(user: str, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active(%s)", [table])
        return bool(cursor.fetchone()[0])


def _fields(model: type[Row]) -> list[AnyField]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def _copied(model: type[Row], fields: Sequence[AnyField], columns: Sequence[Column]) -> bool:
    kinds = [set(map(type, column)) - {type(None)} for column in columns]
    if any(hasattr(kind, "resolve_expression") for found in kinds for kind in found):
        return False
    adapted = [_adapted(*each) for each in zip(fields, columns, kinds, strict=True)]
    copy_in(model, [str(field.column) for field in fields], zip(*adapted, strict=True))
    return True


def copy_in(model: type[models.Model], columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> None:
    """This function will add rows of adapted values to a table. Raises Django's errors, as an INSERT would."""
    quote = connection.ops.quote_name
    statement = f"COPY {quote(model._meta.db_table)} ({', '.join(map(quote, columns))}) FROM STDIN"
    with (
        transaction.atomic(savepoint=False),
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _prepare(model: type[Row], rows: Sequence[Row]) -> None:
    """Gives a row without a key its key; Django looks at the rows whose related row has another key than they say."""
    for row in rows:
        if row.id is None:
            row.id = model._meta.pk.get_pk_value_on_save(row)
    for field in model._meta.concrete_fields:
        for row in rows if field.is_relation else ():
            related = row._state.fields_cache.get(field.name)
            if related is not None and (related.pk is None or related.pk is not getattr(row, field.attname)):
                row._prepare_related_fields_for_save(operation_name="bulk_create")  # type: ignore[attr-defined]


def _values(field: AnyField, rows: Sequence[Row]) -> Column:
    if type(field).pre_save is models.Field.pre_save:
        return list(map(attrgetter(field.attname), rows))
    return [field.pre_save(row, True) for row in rows]


def _adapted(field: AnyField, column: Column, kinds: set[type]) -> Column:
    native = {_NATIVE.get(type(what_it_holds(field)))}
    if kinds <= native and (kinds != {Decimal} or all(n is None or n.is_finite() for n in column)):
        return column
    return [field.get_db_prep_save(value, connection) for value in column]
