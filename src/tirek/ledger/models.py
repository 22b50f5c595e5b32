"""The tables of the ledger. The application may add to them; the database refuses it every change and removal."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from tirek_verifier.hashing import START

CODE = 64
"""How long the code of a chain may be."""


def _is_hash(field: str) -> Q:
    return Q(**{f"{field}__regex": "^[0-9a-f]{64}$"})


class Chain(models.Model):
    """One office's chain and where it ends; locked while an entry is open, so that positions have no gap."""

    code = models.CharField(max_length=CODE, primary_key=True)
    head_position = models.BigIntegerField(default=0)
    head_hash = models.CharField(max_length=64, default=START)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(code=""), name="ledger_chain_has_code"),
            models.CheckConstraint(condition=Q(head_position__gte=0), name="ledger_chain_head_counts"),
            models.CheckConstraint(condition=_is_hash("head_hash"), name="ledger_chain_head_is_hash"),
        ]

    def __str__(self) -> str:
        return self.code


class Entry(models.Model):
    """One thing that happened: the header that the chain hashes, without anything that leads to a person."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries", db_index=False)
    position = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)
    event = models.CharField(max_length=80)
    payload_commitment = models.CharField(max_length=64)
    rows = models.IntegerField()
    rows_root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["event"], name="ledger_entry_event")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "position"], name="ledger_entry_one_per_position"),
            models.CheckConstraint(condition=Q(position__gte=1), name="ledger_entry_counts_from_one"),
            models.CheckConstraint(condition=Q(rows__gte=0), name="ledger_entry_counts_rows"),
            *(
                models.CheckConstraint(condition=_is_hash(field), name=f"ledger_entry_{field}_is_hash")
                for field in ("payload_commitment", "rows_root", "previous", "hash")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chain_id}/{self.position}"


class Payload(models.Model):
    """Who did it and with what detail: what an entry commits to, kept apart so that it can be erased."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="payload")
    salt = models.BinaryField(max_length=32)
    by = models.CharField(max_length=200)
    sentence = models.TextField()
    detail = models.JSONField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["by"], name="ledger_payload_by")]

    def __str__(self) -> str:
        return f"{self.entry_id}"


class RowDigest(models.Model):
    """What one entry left in one row: a salted digest, whose salt lives and dies with the row itself."""

    chain = models.CharField(max_length=CODE)
    position = models.BigIntegerField()
    ordinal = models.IntegerField()
    table = models.CharField(max_length=63)
    key = models.UUIDField()
    digest = models.CharField(max_length=64, blank=True)  # empty: the entry removed the row
    replaces_chain = models.CharField(max_length=CODE, null=True)
    replaces_position = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "position", "ordinal"], name="ledger_rowdigest_in_order"),
            # A row begins once and a version is replaced once: its history is a line, whichever offices wrote it.
            models.UniqueConstraint(
                fields=["table", "key", "replaces_chain", "replaces_position"],
                nulls_distinct=False,
                name="ledger_rowdigest_one_line_of_history",
            ),
            # Said in another way than of a header's hashes: rows come by the ten thousand, and this way costs a tenth.
            models.CheckConstraint(
                condition=~Q(digest__regex="[^0-9a-f]") & (Q(digest="") | Q(Exact(Length("digest"), 64))),
                name="ledger_rowdigest_is_hash",
            ),
            models.CheckConstraint(
                condition=Q(replaces_chain__isnull=True, replaces_position__isnull=True)
                | Q(replaces_chain__isnull=False, replaces_position__isnull=False),
                name="ledger_rowdigest_replaces_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"


class Root(models.Model):
    """One anchored moment: where every chain stood and the national root over them, for publications to cite."""

    at = models.DateTimeField()
    heads = models.JSONField()
    root = models.CharField(max_length=64)
    reason = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=_is_hash("root"), name="ledger_root_is_hash")]

    def __str__(self) -> str:
        return self.root
