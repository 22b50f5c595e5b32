"""Rows that are entered once and never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tirek.ledger.traced import Traced

WITHDRAWING = ("stored_chain", "stored_position", "stored_salt", "withdrawn_position", "withdrawn_because")
"""All that the database lets a withdrawal write; what else a row holds, a document perhaps, is not even read for it."""


class Kept(Traced):
    """A row that is entered once and never changed; at most it is withdrawn, with a reason.

    The two positions are those of its office's chain in the ledger, so that "as of" can be asked of it: whoever enters
    or withdraws it, the entry goes into the chain of the office that it belongs to.
    """

    entered_position = models.BigIntegerField(editable=False)
    withdrawn_position = models.BigIntegerField(null=True, editable=False)
    withdrawn_because = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="%(class)s_stands_or_was_withdrawn_later",
                condition=Q(entered_position__gte=1, withdrawn_position=None, withdrawn_because="")
                | Q(withdrawn_position__isnull=False, withdrawn_position__gt=models.F("entered_position"))
                & ~Q(withdrawn_because=""),  # “is null” is asked, for a check that comes to null would let a row in
            )
        ]

    @staticmethod
    def standing(head: int | None = None, prefix: str = "") -> Q:
        """This function will say which rows stand: now, or at a position of their chain; `prefix` leads to the row."""
        withdrawn = f"{prefix}withdrawn_position"
        if head is None:
            return Q(**{withdrawn: None})
        later = Q(**{withdrawn: None}) | Q(**{f"{withdrawn}__gt": head})
        return Q(**{f"{prefix}entered_position__lte": head}) & later
