"""Rows that cannot be written without a trace."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any, ClassVar, TypeVar

from django.core import checks
from django.db import models

from tirek.ledger.errors import WriteWithoutTrace
from tirek.ledger.models import CODE

M = TypeVar("M", bound="Traced")

writing: ContextVar[bool] = ContextVar("writing", default=False)
"""True while an open entry itself writes; nothing else sets it."""


def check_trace(model: type[Traced], fields: Iterable[str] | None = None) -> None:
    """This function will refuse a write outside an entry, unless it touches nothing that the digest covers."""
    if writing.get() or (fields is not None and set(fields) <= set(model.untraced)):
        return
    raise WriteWithoutTrace(table=model._meta.db_table)


class TracedQuerySet(models.QuerySet[M]):
    """This class will read like any query set, and write only when an open entry asks."""

    def update(self, **values: Any) -> int:
        check_trace(self.model, values)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        check_trace(self.model)
        return super().delete()

    def bulk_create(self, *args: Any, **kwargs: Any) -> Any:
        check_trace(self.model)
        return super().bulk_create(*args, **kwargs)

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        names = list(fields)
        check_trace(self.model, names)
        return super().bulk_update(objs, names, *args, **kwargs)


class Traced(models.Model):
    """This class will give a table its trace: the entry that last stored each row, and the salt of its digest.

    `untraced` names the fields left out of the digest, such as a password or the time of the last sign-in; they alone
    may be written without an entry. The salt is renewed whenever the row is stored and vanishes with the row, so that
    the digests left behind tell nothing about what it held.
    """

    untraced: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stored_chain = models.CharField(max_length=CODE, blank=True, editable=False)
    stored_position = models.BigIntegerField(default=0, editable=False)
    stored_salt = models.BinaryField(max_length=32, blank=True, default=b"", editable=False)

    objects = TracedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """This function will save when an open entry asks; raises WriteWithoutTrace otherwise."""
        check_trace(type(self), kwargs.get("update_fields"))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """This function will delete when an open entry asks; raises WriteWithoutTrace otherwise."""
        check_trace(type(self))
        return super().delete(*args, **kwargs)

    @classmethod
    def check(cls, **kwargs: Any) -> list[checks.CheckMessage]:
        """This function will add the ways around a trace that a model's own declaration can open."""
        return [*super().check(**kwargs), *_loopholes(cls)]


def _loopholes(model: type[Traced]) -> Iterable[checks.CheckMessage]:
    for manager in model._meta.managers:
        if not isinstance(manager.get_queryset(), TracedQuerySet):
            yield checks.Error(f"The manager {manager.name} must use a TracedQuerySet.", obj=model, id="ledger.E001")
    for field in model._meta.local_fields:
        remote = field.remote_field
        if remote is not None and getattr(remote, "on_delete", None) not in (models.PROTECT, models.RESTRICT):
            hint = "Use PROTECT: a cascade would write the row without an entry."
            yield checks.Error("A traced row must not be written by a cascade.", hint, field, id="ledger.E002")
    for relation in model._meta.local_many_to_many:
        through = relation.remote_field.through
        if through is None or not issubclass(through, Traced):
            hint = "Give the relation a traced model of its own by through=."
            yield checks.Error("The rows of this relation would leave no trace.", hint, relation, id="ledger.E003")
    unknown = set(model.untraced) - {field.name for field in model._meta.concrete_fields}
    if unknown:
        yield checks.Error(f"untraced names no fields: {sorted(unknown)}.", obj=model, id="ledger.E004")
    if model._meta.parents:
        yield checks.Error("A traced model has one table; inherit from abstract models.", obj=model, id="ledger.E005")
