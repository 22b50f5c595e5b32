"""Who may see the names of a sealed case, and who is to be forgotten: each by two people."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tirek.cases.models.case import Case, Party
from tirek.directory import Review
from tirek.ledger import Kept, Traced


class Unsealing(Traced):
    """That somebody asked to see the names of a sealed case, and a second person let it be for a quarter of an hour.

    Or refused it, and said why. Outside overseers are told when it is asked and when it is answered.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="unsealings")
    reason = models.BinaryField()
    asked_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    allowed_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True, related_name="+")
    allowed_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)
    refusal = models.BinaryField(default=b"")

    class Meta:
        ordering: ClassVar = ["-asked_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="unsealing_by_two", condition=Q(allowed_by=None) | ~Q(allowed_by=F("asked_by"))
            ),
            models.CheckConstraint(
                name="unsealing_refused_by_another", condition=Q(refused_by=None) | ~Q(refused_by=F("asked_by"))
            ),
            models.CheckConstraint(
                name="unsealing_is_answered_once", condition=Q(allowed_by=None) | Q(refused_by=None)
            ),
            models.CheckConstraint(
                name="unsealing_refused_has_a_reason", condition=Q(refused_by=None) | ~Q(refusal=b"")
            ),
        ]


class Erasure(Kept):
    """That somebody asked to erase a case, or one party of it with all that was answered; a second person decides.

    The ground is one of a list: words of one's own would name the person who is to be forgotten.
    """

    class Ground(models.TextChoices):
        """Why."""

        ASKED = "asked", _("The person asked for it")
        TIME = "time", _("The time for which it is kept is over")
        ORDERED = "ordered", _("A court or the law orders it")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="erasures")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="erasures")
    ground = models.CharField(max_length=8, choices=Ground.choices)
    asked_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["asked_at", "id"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="erasure_ground_is_known", condition=Q(ground__in=["asked", "time", "ordered"])
            ),
        ]


class ErasureReview(Review):
    """What a second person says of an erasure: approved, it is done and cannot be undone."""

    erasure = models.ForeignKey(Erasure, on_delete=models.PROTECT, related_name="reviews")

    class Meta(Review.Meta):
        constraints: ClassVar = [
            *Review.Meta.constraints,
            models.UniqueConstraint(fields=["erasure"], name="one_review_of_an_erasure"),
        ]
