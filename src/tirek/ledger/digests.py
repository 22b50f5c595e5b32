"""What a row is to the ledger: the stored values of its columns in one canonical text, digested under a salt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import BinaryField, Field, Func, QuerySet, TextField
from django.db.models.expressions import Combinable

from tirek.ledger.traced import Traced
from tirek_verifier.hashing import canonical, commitment

CHUNK = 500
"""How many rows are held in memory at once; some carry whole documents as JSON."""


def traced_models() -> list[type[Traced]]:
    """This function will list the traced models, one for each of their tables, in the order of the tables' names."""
    found = [model for model in apps.get_models() if issubclass(model, Traced) and not model._meta.proxy]
    return sorted(found, key=lambda model: model._meta.db_table)


def as_json(value: object) -> object:
    """This function will give JSON for a value that JSON lacks, so that equal values give equal text.

    Moments are UTC with microseconds, days and times ISO 8601, decimals plain digits as text, durations microseconds,
    ranges their bounds. Raises TypeError for any other type.
    """
    match value:
        case UUID():
            return str(value)
        case datetime():
            return moment(value)
        case date() | time():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case timedelta():
            return f"{value // timedelta(microseconds=1)}us"
    if {"lower", "upper", "bounds"} <= set(dir(value)):  # psycopg's Range, whatever it ranges over
        return [getattr(value, name) for name in ("lower", "upper", "bounds")]
    raise TypeError(f"{type(value).__name__} has no canonical form.")


def moment(value: datetime) -> str:
    """This function will write a moment as UTC with microseconds, `2026-11-03T09:15:00.000000Z`."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digests(model: type[Traced], rows: QuerySet[Any], *, streamed: bool = False) -> Iterator[tuple[UUID, str]]:
    """This function will read rows as they are stored now and give the key and the digest of each.

    The digest is SHA-256 over the row's salt and the canonical JSON of its columns: the `untraced`, the salt and nulls
    are left out, so that a column added later as null leaves every digest as it was. `streamed` bounds the memory.
    """
    fields = _covered(model)
    columns = [field.column for field in fields]
    reading = rows.values_list("pk", "stored_salt", *map(_expression, fields))
    for key, salt, *values in reading.iterator(chunk_size=CHUNK) if streamed else reading:
        content = {c: v for c, v in zip(columns, values, strict=True) if v is not None}
        yield key, commitment(bytes(salt), canonical(content, as_json))


def digests_of(model: type[Traced], keys: Iterable[UUID]) -> dict[UUID, str]:
    """This function will give the digests of the rows that exist among `keys`."""
    return dict(digests(model, model._base_manager.filter(pk__in=list(keys)).order_by()))


def _covered(model: type[Traced]) -> list[Field[Any, Any]]:
    left_out = {*model.untraced, "stored_salt"}
    return [field for field in model._meta.concrete_fields if field.name not in left_out]


def _expression(field: Field[Any, Any]) -> str | Combinable:
    """Bytes are hashed where they lie: a document of 100 MB is never fetched for the sake of its digest."""
    if isinstance(field, BinaryField):
        hexadecimal = "'sha256:' || ENCODE(SHA256(%(expressions)s), 'hex')"
        return Func(field.name, template=hexadecimal, output_field=TextField())
    return field.attname
