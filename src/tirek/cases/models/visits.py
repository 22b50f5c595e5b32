"""The plan of visits of a year, who agreed to it, and what is known of a place that makes a visit urgent.

Whose plan it is says `office`: of a region, or of the country. No row names a person who is held, and none is told to
an authority: that a place will be visited is nobody's to know before.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tirek.directory import Review
from tirek.ledger import Kept


class RiskReason(Kept):
    """Something known of a place that speaks for going there soon, entered by hand."""

    class Kind(models.TextChoices):
        """What."""

        DEATH = "death", _("A death")
        EVENT = "event", _("Violence, self-harm or unrest")
        ALLEGATION = "allegation", _("An allegation that is no complaint to the house")
        OVERCROWDING = "overcrowding", _("More people than the place is made for")

    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("directory.PlaceOfDetention", on_delete=models.PROTECT, related_name="risk_reasons")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    known_on = models.DateField()
    said = models.CharField(max_length=300)
    entered_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["-known_on", "id"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="risk_reason_kind_is_known",
                condition=Q(kind__in=["death", "event", "allegation", "overcrowding"]),
            ),
        ]


class PlannedVisit(Kept):
    """That a place is to be visited in a month of a year, how, by how many, and who leads them."""

    class Kind(models.TextChoices):
        """How."""

        PERIODIC = "periodic", _("Periodic")
        INTERMEDIATE = "intermediate", _("Intermediate")
        SPECIAL = "special", _("Special")

    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT, related_name="planned_visits")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    place = models.ForeignKey("directory.PlaceOfDetention", on_delete=models.PROTECT, related_name="planned_visits")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    leader = models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True, related_name="+")
    members = models.PositiveSmallIntegerField()
    planned_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["year", "month", "place__code"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(name="visit_month_is_a_month", condition=Q(month__gte=1, month__lte=12)),
            models.CheckConstraint(
                name="planned_visit_kind_is_known", condition=Q(kind__in=["periodic", "intermediate", "special"])
            ),
            models.UniqueConstraint(
                fields=["office", "year", "month", "place"],
                condition=Q(withdrawn_position=None),
                name="one_planned_visit_a_month",
            ),
        ]


class PlanProposal(Kept):
    """That the plan of an office for a year, as it stood then, was put before the Commissioner."""

    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    visits = models.PositiveSmallIntegerField()
    proposed_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["-proposed_at", "id"]


class PlanReview(Review):
    """What a second person says of it, at the office of the Commissioner."""

    proposal = models.ForeignKey(PlanProposal, on_delete=models.PROTECT, related_name="reviews")

    class Meta(Review.Meta):
        constraints: ClassVar = [
            *Review.Meta.constraints,
            models.UniqueConstraint(fields=["proposal"], name="one_review_of_a_plan"),
        ]
