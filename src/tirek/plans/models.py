"""Tables of the plan: the document and its reading, the findings and how each was settled, the programme."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, gettext_noop

from tirek.ledger import Kept, Traced


class PlanDocument(Traced):
    """A plan as it came: its bytes, kept before anything reads them."""

    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    synthetic = models.BooleanField(default=False)


class ReadingProgress(models.Model):
    """How far the reading of a document is; thrown away with no loss, so the ledger is not told."""

    STATES: ClassVar = [(name, name) for name in ("waiting", "reading", "read", "refused")]

    document = models.OneToOneField(PlanDocument, on_delete=models.CASCADE, primary_key=True, related_name="progress")
    state = models.CharField(max_length=8, choices=STATES, default="waiting")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    refusal = models.JSONField(null=True)
    changed_at = models.DateTimeField(auto_now=True)


class Reading(Traced):
    """What was read of a document, as JSON of `tirek.plans.reading.as_json`."""

    document = models.OneToOneField(PlanDocument, on_delete=models.PROTECT, related_name="reading")
    plan = models.JSONField()


class RecordedFinding(Traced):
    """A finding of the audit. What the document prints and what we compute stay side by side for ever."""

    document = models.ForeignKey(PlanDocument, on_delete=models.PROTECT, related_name="findings")
    ordinal = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=8)
    message = models.TextField()
    advice = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    where = ArrayField(models.PositiveIntegerField())
    printed = models.TextField(null=True)
    computed = models.TextField(null=True)

    class Meta:
        ordering: ClassVar = ["ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "ordinal"], name="one_finding_of_an_ordinal"),
            models.CheckConstraint(name="severity_is_known", condition=Q(severity__in=["error", "question", "note"])),
        ]

    @property
    def sentence(self) -> str:
        """This property will say the finding in the language of the page."""
        return str(gettext(self.message) % self.facts)

    @property
    def hint(self) -> str:
        """This property will say, in the language of the page, what a person may do about it."""
        return str(gettext(self.advice) % self.facts) if self.advice else ""

    @property
    def settlement(self) -> Settlement | None:
        """This property will give the latest settlement; prefetch `settlements` before asking for many."""
        return max(self.settlements.all(), key=lambda each: each.stored_position, default=None)


class Settlement(Traced):
    """How a person settled a finding: took the computed value, kept the printed one, or answered."""

    KINDS: ClassVar = {
        "accepted": gettext_noop("Computed value taken"),
        "overridden": gettext_noop("Printed value kept"),
        "answered": gettext_noop("Answered"),
    }

    finding = models.ForeignKey(RecordedFinding, on_delete=models.PROTECT, related_name="settlements")
    kind = models.CharField(max_length=10)
    reason = models.TextField()
    settled_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    settled_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="settlement_kind_is_known", condition=Q(kind__in=["accepted", "overridden", "answered"])
            ),
            models.CheckConstraint(name="settlement_has_a_reason", condition=~Q(reason="")),
        ]

    @property
    def kind_name(self) -> str:
        """This property will name the kind in the language of the page."""
        return gettext(self.KINDS[self.kind])


class Programme(Traced):
    """A programme taken from a plan. Its code is the award (project) id that the plan prints."""

    code = models.CharField(max_length=20, unique=True)
    title = models.TextField()
    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT)
    document = models.OneToOneField(PlanDocument, on_delete=models.PROTECT, related_name="programme")
    starts = models.DateField()
    ends = models.DateField()
    currency = models.CharField(max_length=3, default="USD")
    outcome = models.TextField(blank=True)
    gender_marker = models.CharField(max_length=4, blank=True)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    cover = models.JSONField(default=dict)
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(name="programme_dates_in_order", condition=Q(ends__gte=models.F("starts"))),
            models.CheckConstraint(
                name="gender_marker_is_known", condition=Q(gender_marker__in=["", "GEN0", "GEN1", "GEN2", "GEN3"])
            ),
            models.CheckConstraint(
                name="no_programme_supersedes_itself", condition=Q(supersedes=None) | ~Q(supersedes=models.F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Output(Traced):
    """An output of the results framework: as the work plan names it, and as the narrative does."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="outputs")
    number = models.CharField(max_length=10)
    title = models.TextField()
    narrated_title = models.TextField(blank=True)
    line = models.PositiveIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_output_of_a_number"),
        ]


class Activity(Traced):
    """An activity. One that the plan does not print carries the reason for which it was added."""

    output = models.ForeignKey(Output, on_delete=models.PROTECT, related_name="activities")
    number = models.CharField(max_length=10)
    title = models.TextField()
    responsible_party = models.TextField(blank=True)
    fund = models.TextField(blank=True)
    account_code = models.CharField(max_length=10, blank=True)
    line = models.PositiveIntegerField(null=True)
    added_because = models.TextField(blank=True)
    marks = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["output", "number"], name="one_activity_of_a_number"),
            models.CheckConstraint(
                name="activity_from_a_line_or_a_reason", condition=Q(line__isnull=False) | ~Q(added_because="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class BudgetLine(Traced):
    """What the plan prints for one row and one year, or for one row in all (`year` null)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="budget")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="budget", null=True)
    kind = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField(null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    printed = models.CharField(max_length=40)
    line = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["line", "year"]


class ReportingPeriod(Traced):
    """A quarter of a programme, by which it reports. Closed, it takes no more values: a late one goes into the next."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="periods")
    key = models.CharField(max_length=7)
    begins = models.DateField()
    ends = models.DateField()
    due = models.DateField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True)

    class Meta:
        ordering: ClassVar = ["begins"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "key"], name="one_period_of_a_key"),
            models.CheckConstraint(name="period_key_names_a_quarter", condition=Q(key__regex="^[0-9]{4}-Q[1-4]$")),
            models.CheckConstraint(
                name="period_dates_in_order", condition=Q(ends__gte=models.F("begins"), due__gte=models.F("ends"))
            ),
            models.CheckConstraint(
                name="period_closed_by_somebody",
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key[5:]} {self.key[:4]}"


class ScheduleChange(Kept):
    """New dates of an activity, with the reason; what the plan's marks said stays beside them."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="schedule_changes")
    begins = models.DateField()
    ends = models.DateField()
    reason = models.TextField()
    changed_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    changed_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["changed_at"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(name="schedule_dates_in_order", condition=Q(ends__gte=models.F("begins"))),
            models.CheckConstraint(name="schedule_change_has_a_reason", condition=~Q(reason="")),
        ]


class MonitoringAction(Traced):
    """One row of the monitoring plan."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="monitoring")
    activity = models.TextField()
    purpose = models.TextField(blank=True)
    frequency = models.TextField(blank=True)
    expected_action = models.TextField(blank=True)
    line = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["line"]
