"""What a row is to the ledger: the stored values of its columns in one canonical text, digested under a salt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import BinaryField, DecimalField, Field, Func, QuerySet, TextField, UUIDField
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Cast

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
    fields = sorted(_covered(model), key=lambda field: str(field.column))
    keys = [f'"{field.column}":' for field in fields]
    reading = rows.values_list("pk", "stored_salt", *map(_expression, fields))
    for key, salt, *values in reading.iterator(chunk_size=CHUNK) if streamed else reading:
        yield key, commitment(bytes(salt), _canonical(keys, values))


def digests_of(model: type[Traced], keys: Iterable[UUID]) -> dict[UUID, str]:
    """This function will give the digests of the rows that exist among `keys`."""
    among = RawSQL(
        "SELECT unnest(%s::uuid[])", [list(keys)], UUIDField()
    )  # never looked for by reading the whole table
    return dict(digests(model, model._base_manager.filter(pk__in=among).order_by()))


def _canonical(keys: list[str], values: list[Any]) -> bytes:
    """What `canonical` gives for the columns that are not null, their names in order: a third of its time."""
    spelt = [k + _SPELT.get(type(v), _spelt)(v) for k, v in zip(keys, values, strict=True) if v is not None]
    return ("{" + ",".join(spelt) + "}").encode()


def _spelt(value: object) -> str:
    return canonical(value, as_json).decode()


_SPELT: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: int.__repr__,
    bool: {True: "true", False: "false"}.__getitem__,
    date: lambda day: f'"{day.isoformat()}"',
    datetime: lambda at: f'"{moment(at)}"',
}
"""The texts of the commonest types, as the JSON encoder writes them; of every other type it is asked itself."""


def what_it_holds(field: Any) -> Field[Any, Any]:
    """This function will give the field whose values stand in the column: for a reference, the key it refers to."""
    while field.is_relation:
        field = field.target_field
    held: Field[Any, Any] = field
    return held


def _covered(model: type[Traced]) -> list[Field[Any, Any]]:
    left_out = {*model.untraced, "stored_salt"}
    return [field for field in model._meta.concrete_fields if field.name not in left_out]


def _expression(field: Field[Any, Any]) -> str | Combinable:
    """Bytes are hashed where they lie: a document of 100 MB is never fetched for the sake of its digest.

    Of keys and decimals PostgreSQL gives the very text that `as_json` would make of the objects, and sooner.
    """
    stored = what_it_holds(field)
    if isinstance(stored, BinaryField):
        hexadecimal = "'sha256:' || ENCODE(SHA256(%(expressions)s), 'hex')"
        return Func(field.name, template=hexadecimal, output_field=TextField())
    if isinstance(stored, UUIDField | DecimalField):
        return Cast(field.attname, TextField())
    return field.attname
