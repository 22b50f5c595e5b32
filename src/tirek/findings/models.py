"""Tables of findings: what was found, what was asked of whom, what was answered, and what came of it.

All of it hangs on a case or on the study of a service. Of a case it is seen by who sees the case, and what is said is
sealed under the case's key, so that it goes with the case to another office and is erased with it. Of a study it is
seen in the study's office and in the national one, and sealed under a key of the finding (`seals.py`). What the house
must sort, count and warn by is not sealed, and names nobody: a theme, a right, a place, an authority, days.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tirek.ledger import Kept


class Finding(Kept):
    """What was found, in a case or in a study. `content` is sealed JSON: the text, and the rules that it cites.

    `study` is the code of the study, for the room of studies lies above this one; such a finding has the study's
    office and a key of its own, and in its content stands where in the study it was seen.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="findings")
    # None and not empty: a column that came later as null leaves the digests of earlier rows as they were.
    study = models.CharField(max_length=60, null=True)
    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT, null=True, related_name="+")
    wrapped_key = models.BinaryField(null=True)
    theme = models.CharField(max_length=40)
    right = models.CharField(max_length=40)
    place = models.ForeignKey(
        "directory.PlaceOfDetention", on_delete=models.PROTECT, null=True, related_name="findings"
    )
    found_on = models.DateField()
    content = models.BinaryField()
    written_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["found_on", "id"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="finding_is_of_a_case_or_of_a_study",
                condition=Q(case__isnull=False, study=None, office=None, wrapped_key=None)
                | Q(case=None, study__gt="", study__isnull=False, office__isnull=False, wrapped_key__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["place", "found_on"], name="findings_at_a_place"),
            models.Index(fields=["study"], name="findings_of_a_study", condition=Q(case=None)),
        ]

    @property
    def chain(self) -> str:
        """This property will name the chain of the ledger that the finding stands in."""
        return str(self.case.chain if self.case is not None else self.office_id)

    @property
    def subject(self) -> str:
        """This property will name what the finding is of: the number of a case, or the code of a study."""
        return self.case.number if self.case is not None else str(self.study)


class Recommendation(Kept):
    """What an authority was asked to do, once the letter went out. `content` is sealed JSON: the text."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="recommendations")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="recommendations")
    ordinal = models.PositiveSmallIntegerField()
    addressee = models.ForeignKey("directory.Authority", on_delete=models.PROTECT, related_name="recommendations")
    repeats = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="repeated_by")
    sent_on = models.DateField()
    limit = models.CharField(max_length=40)
    due_on = models.DateField()
    content = models.BinaryField()
    written_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["finding", "ordinal"], name="one_recommendation_of_an_ordinal"),
            models.CheckConstraint(
                name="recommendation_is_due_after_it_went", condition=Q(due_on__gte=models.F("sent_on"))
            ),
            models.CheckConstraint(
                name="recommendation_repeats_another", condition=Q(repeats=None) | ~Q(repeats=models.F("id"))
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["addressee", "due_on"], name="what_an_authority_owes")]

    @property
    def subject(self) -> str:
        """This property will name what it is of: the number of a case, or the code of a study."""
        return self.case.number if self.case is not None else self.finding.subject


class Response(Kept):
    """What the authority answered. A later answer stands for an earlier one. `content` is sealed JSON: the text."""

    class Verdict(models.TextChoices):
        """What it says it will do."""

        ACCEPTED = "accepted", _("Accepted")
        PARTLY = "partly", _("Accepted in part")
        REFUSED = "refused", _("Refused")

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="responses")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="responses")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    received_on = models.DateField()
    document = models.ForeignKey("cases.Document", on_delete=models.PROTECT, null=True, related_name="+")
    content = models.BinaryField()
    written_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["received_on", "written_at"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="response_verdict_is_known", condition=Q(verdict__in=["accepted", "partly", "refused"])
            ),
        ]


class FollowUp(Kept):
    """What was seen to have been done, when somebody looked. `content` is sealed JSON: what was seen."""

    class Verdict(models.TextChoices):
        """How much of it."""

        DONE = "done", _("Done")
        PARTLY = "partly", _("Done in part")
        NOT = "not", _("Not done")

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="follow_ups")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="follow_ups")
    verdict = models.CharField(max_length=6, choices=Verdict.choices)
    looked_on = models.DateField()
    next_look = models.DateField(null=True)
    document = models.ForeignKey("cases.Document", on_delete=models.PROTECT, null=True, related_name="+")
    content = models.BinaryField()
    written_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["looked_on", "written_at"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="follow_up_verdict_is_known", condition=Q(verdict__in=["done", "partly", "not"])
            ),
            models.CheckConstraint(
                name="next_look_is_later", condition=Q(next_look=None) | Q(next_look__gt=models.F("looked_on"))
            ),
        ]
