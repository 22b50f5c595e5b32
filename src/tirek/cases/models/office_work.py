"""What officers do with a case: who works on it, where it goes, what is written and kept in it, how it ends."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tirek.cases.models.case import Case
from tirek.directory import Review
from tirek.ledger import Kept, Traced


class Assignment(Kept):
    """Who works on a case from a moment on; with `leads`, the case is his or hers, else he or she helps."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    account = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="assignments")
    leads = models.BooleanField(default=True)
    assigned_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["assigned_at", "id"]
        indexes: ClassVar = [
            models.Index(
                fields=["account", "case"], name="assignments_that_stand", condition=Q(withdrawn_position=None)
            ),
            models.Index(
                fields=["account", "case"], name="helpers_that_stand", condition=Q(withdrawn_position=None, leads=False)
            ),
        ]


class Transfer(Traced):
    """A case on its way to another office: accepted there, or sent back; before that it stays where it is."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    sender = models.ForeignKey("directory.Office", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("directory.Office", on_delete=models.PROTECT, related_name="+")
    consent = models.CharField(
        max_length=10,
        choices=[("given", _("The person agreed")), ("not-needed", _("No consent is needed by law"))],
    )
    reason = models.BinaryField()
    sent_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    verdict = models.CharField(max_length=8, blank=True)
    answer = models.BinaryField(default=b"")
    answered_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["sent_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(verdict=""), name="one_transfer_on_its_way"),
            models.CheckConstraint(name="transfer_goes_elsewhere", condition=~Q(sender=F("receiver"))),
            models.CheckConstraint(
                name="transfer_verdict_is_known", condition=Q(verdict__in=["", "accepted", "returned"])
            ),
        ]


class Note(Kept):
    """What somebody wrote down about a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    content = models.BinaryField()
    written_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["written_at", "id"]


class Document(Kept):
    """A file of a case. Its name and type are sealed with it: `title` is JSON."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    title = models.BinaryField()
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    kept_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["kept_at", "id"]


class Link(Kept):
    """That two cases have to do with each other."""

    class Kind(models.TextChoices):
        """How."""

        LINKED = "linked", _("Linked")
        REPEATS = "repeats", _("Repeats")
        DUPLICATE = "duplicate", _("The same, entered twice")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    linked_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["linked_at", "id"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(name="link_leads_to_another", condition=~Q(case=F("other"))),
        ]


class LinkReview(Review):
    """What a second person says of two cases that are said to be the same: approved, the first goes on alone."""

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="reviews")

    class Meta(Review.Meta):
        constraints: ClassVar = [
            *Review.Meta.constraints,
            models.UniqueConstraint(fields=["link"], name="one_review_of_a_link"),
        ]


class Closure(Kept):
    """That a case was closed, or opened again, and why."""

    class Kind(models.TextChoices):
        """Which of the two, and on what ground."""

        SETTLED = "settled", _("Dealt with")
        INADMISSIBLE = "inadmissible", _("Not admissible")
        WITHDRAWN = "withdrawn", _("Withdrawn by the person")
        DUPLICATE = "duplicate", _("Goes on in another case")
        REOPENED = "reopened", _("Reopened")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closures")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    reason = models.BinaryField()
    said_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["said_at", "id"]
