"""Opening an entry, and writing rows through it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple, TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from tirek.ledger.copying import copy_in, insert, insert_values
from tirek.ledger.digests import CHUNK, as_json, digests_of, moment
from tirek.ledger.errors import EntryAlreadyOpen, EntryClosed, RowHasChanged
from tirek.ledger.events import Event
from tirek.ledger.models import Chain, Entry, Payload, RowDigest
from tirek.ledger.traced import Traced, writing
from tirek_verifier.hashing import canonical, commitment, entry_hash, header, merkle_root, payload_content, row_leaf

Row = TypeVar("Row", bound=Traced)
Place = tuple[str, int]
"""The chain and position of an entry."""
RowName = tuple[type[Traced], UUID]
MARKS = ("stored_chain", "stored_position", "stored_salt")
AT_ONCE = CHUNK * 4
"""How many rows are read back at once."""

_open: ContextVar[OpenEntry | None] = ContextVar("open_entry", default=None)


class Digested(NamedTuple):
    """What stands in a row of RowDigest, by the names of its columns."""

    chain: str
    position: int
    ordinal: int
    table: str
    key: UUID
    digest: str
    replaces_chain: str | None
    replaces_position: int | None


class OpenEntry:
    """This class will write rows and remember them, until the entry that it stands for is sealed.

    `chain` and `position` say where the entry will stand; `detail` may be added to until then.
    """

    def __init__(self, head: Chain, event: Event, by: str, detail: Mapping[str, object]) -> None:
        self.chain = head.code
        self.position = head.head_position + 1
        self.at = timezone.now()
        self.event = event
        self.by = by
        self.detail = dict(detail)
        self._previous = head.head_hash
        self._touched: dict[RowName, Place | None] = {}  # what each row replaces
        self._removed: set[RowName] = set()
        self._closed = False

    def __str__(self) -> str:
        return f"{self.chain}/{self.position}"

    def store(self, row: Row) -> Row:
        """This function will insert a new row. Raises EntryClosed."""
        with self._pen():
            self._mark(row)
            row.save(force_insert=True)
        self._remember(row, None)
        return row

    def store_many(self, rows: Iterable[Row]) -> list[Row]:
        """This function will insert new rows of any number of models, each model's together. Raises EntryClosed."""
        by_model: dict[type[Row], list[Row]] = {}
        stored = list(rows)
        for row in stored:
            by_model.setdefault(type(row), []).append(self._mark(row))
        with self._pen():
            for model, its_rows in by_model.items():
                insert(model, its_rows)
        for row in stored:
            self._remember(row, None)
        return stored

    def store_values(self, model: type[Row], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """This function will insert new rows of one model from values alone, for tables of ten thousand rows and more.

        `names` are the attributes that each row gives, in its order: all but the key and what the ledger adds. Gives
        the number of rows. Raises EntryClosed, and TypeError where the attributes are others than the model's.
        """
        given: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(names)
        size = len(given[0])
        keys = [uuid4() for _ in range(size)]
        salts = [secrets.token_bytes(32) for _ in range(size)]
        given += [[self.chain] * size, [self.position] * size, salts]
        columns = dict(zip((*names, *MARKS), given, strict=True))
        with self._pen():
            if size:
                insert_values(model, {"id": keys, **columns})
        self._touched.update(((model, key), None) for key in keys)
        return size

    def change(self, row: Row) -> Row:
        """This function will update a row that was read before. Raises EntryClosed, and RowHasChanged when another
        entry has stored or removed it since."""
        with self._pen():
            replaced = self._claim(row)
            self._mark(row)
            row.save(force_update=True)
        self._remember(row, replaced)
        return row

    def remove(self, row: Traced) -> None:
        """This function will delete a row; that it existed stays in the ledger. Raises like `change`, and
        ProtectedError when other rows refer to it."""
        with self._pen():
            name = self._remember(row, self._claim(row))
            row.delete()
        row.pk = name[1]  # Django forgets it; its history can still be asked for
        if self._touched[name] is None:  # it came and went within this entry
            del self._touched[name]
        else:
            self._removed.add(name)

    @contextmanager
    def _pen(self) -> Iterator[None]:
        if self._closed:
            raise EntryClosed(chain=self.chain, position=self.position)
        token = writing.set(True)
        try:
            yield
        finally:
            writing.reset(token)

    def _mark(self, row: Row) -> Row:
        row.stored_chain, row.stored_position, row.stored_salt = self.chain, self.position, secrets.token_bytes(32)
        return row

    def _remember(self, row: Traced, replaced: Place | None) -> RowName:
        name = type(row), row.id if isinstance(row.id, UUID) else UUID(row.id)
        self._touched.setdefault(name, replaced)
        self._removed.discard(name)
        return name

    def _claim(self, row: Traced) -> Place:
        """Locks the row and gives the entry that stored it last, which must be the one that the caller has seen."""
        rows = type(row)._base_manager.select_for_update(no_key=True).order_by()
        place: Place | None = rows.filter(pk=row.pk).values_list("stored_chain", "stored_position").first()
        if place is None or place != (row.stored_chain, row.stored_position):
            raise RowHasChanged
        return place

    def _seal(self) -> None:
        """Digests the rows as the database now holds them, then writes the entry behind the head of its chain."""
        rows = list(self._row_digests())
        leaves = (row_leaf(table=r.table, key=str(r.key), digest=r.digest, replaces=_replaces(r)) for r in rows)
        detail = _plain(self.detail)
        self.event.sentence % detail  # a detail that does not fill its sentence is found here, not by a reader
        salt = secrets.token_bytes(32)
        content = payload_content(by=self.by, sentence=self.event.sentence, detail=detail)
        head = header(
            chain=self.chain,
            position=self.position,
            at=moment(self.at),
            event=self.event.id,
            payload=commitment(salt, content),
            rows=len(rows),
            rows_root=merkle_root(leaves),
            previous=self._previous,
        )
        entry = Entry.objects.create(
            chain_id=self.chain,
            position=self.position,
            at=self.at,
            event=self.event.id,
            payload_commitment=head["payload"],
            rows=len(rows),
            rows_root=head["rows_root"],
            previous=self._previous,
            hash=entry_hash(head),
        )
        Payload.objects.create(entry=entry, salt=salt, by=self.by, sentence=self.event.sentence, detail=detail)
        copy_in(RowDigest, Digested._fields, rows)

    def _row_digests(self) -> Iterator[Digested]:
        found = self._read_back()
        for ordinal, ((model, key), replaced) in enumerate(self._touched.items()):
            if (model, key) not in found and (model, key) not in self._removed:
                raise RowHasChanged  # something else deleted it, past this entry
            chain, position = replaced or (None, None)
            yield Digested(
                chain=self.chain,
                position=self.position,
                ordinal=ordinal,
                table=model._meta.db_table,
                key=key,
                digest=found.get((model, key), ""),
                replaces_chain=chain,
                replaces_position=position,
            )

    def _read_back(self) -> dict[RowName, str]:
        keys: dict[type[Traced], list[UUID]] = {}
        for model, key in self._touched:
            keys.setdefault(model, []).append(key)
        return {
            (model, key): digest
            for model, its_keys in keys.items()
            for start in range(0, len(its_keys), AT_ONCE)
            for key, digest in digests_of(model, its_keys[start : start + AT_ONCE]).items()
        }


def _replaces(row: Digested) -> Place | None:
    if row.replaces_chain is None or row.replaces_position is None:
        return None
    return row.replaces_chain, row.replaces_position


def _plain(detail: Mapping[str, object]) -> dict[str, object]:
    """Floats are refused: what jsonb gives back for one need not be the text that was committed to."""
    plain: dict[str, object] = json.loads(canonical(detail, as_json), parse_float=_refuse_float)
    return plain


def _refuse_float(text: str) -> None:
    raise TypeError(f"A detail holds no floats; give {text} as a Decimal.")


def _head(office: str) -> Chain:
    """Locks the head of the office's chain until the transaction ends; the first use makes the chain."""
    locked = Chain.objects.select_for_update(no_key=True)
    head = locked.filter(code=office).first()
    if head is None:
        Chain.objects.bulk_create([Chain(code=office)], ignore_conflicts=True)
        head = locked.get(code=office)
    return head


@contextmanager
def entry(*, event: Event, office: str, by: str, detail: Mapping[str, object] | None = None) -> Iterator[OpenEntry]:
    """This function will open an entry at the head of an office's chain; what is written through it is one with it.

    All of it is one transaction: an exception inside leaves neither rows nor entry. `by` and `detail` (JSON, and the
    types of `digests.as_json`) are kept apart under a salt and may be erased. Other entries of the same office wait.
    Raises EntryAlreadyOpen inside another entry, KeyError or TypeError when the detail cannot fill the sentence.
    """
    if (outer := _open.get()) is not None:
        raise EntryAlreadyOpen(open=outer, event=event.id)
    with transaction.atomic():
        opened = OpenEntry(_head(office), event, by, detail or {})
        token = _open.set(opened)
        try:
            yield opened
            opened._seal()
        finally:
            opened._closed = True
            _open.reset(token)
