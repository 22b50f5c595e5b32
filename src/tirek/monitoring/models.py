"""Tables of monitoring. What was said stays as it was said: a new look at a risk is a row beside the earlier ones."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tirek.ledger import Kept, Traced


class Status(models.TextChoices):
    """How an activity stands at the end of a period."""

    NOT_STARTED = "not-started", _("Not started")
    ON_TRACK = "on-track", _("On track")
    DELAYED = "delayed", _("Delayed")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class Said(Kept):
    """What somebody wrote down at a moment."""

    said_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta(Kept.Meta):
        abstract = True
        ordering: ClassVar = ["said_at"]


class Progress(Said):
    """What was done under an activity in a period, how it stands, what comes next; the newest of a period counts."""

    activity = models.ForeignKey("plans.Activity", on_delete=models.PROTECT, related_name="progress")
    period = models.ForeignKey("plans.ReportingPeriod", on_delete=models.PROTECT, related_name="progress")
    status = models.CharField(max_length=11, choices=Status.choices)
    text = models.TextField()
    next_steps = models.TextField(blank=True)
    began = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta(Said.Meta):
        constraints: ClassVar = [
            *Said.Meta.constraints,
            models.CheckConstraint(name="progress_status_is_known", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="progress_dates_in_order",
                condition=Q(ended=None) | Q(began__isnull=False, ended__gte=models.F("began")),
            ),
        ]


class ActionDone(Said):
    """That a monitoring action of the plan was done, for the time it came round.

    `round` is that time: "2022-Q3", "2022" or "2022-07"; empty for what comes round on no day, and may be done often.
    """

    action = models.ForeignKey("plans.MonitoringAction", on_delete=models.PROTECT, related_name="done")
    period = models.ForeignKey("plans.ReportingPeriod", on_delete=models.PROTECT, null=True, related_name="+")
    round = models.CharField(max_length=7, blank=True)
    day = models.DateField()
    note = models.TextField()
    file_name = models.CharField(max_length=200, blank=True)
    file = models.BinaryField(null=True)

    class Meta(Said.Meta):
        constraints: ClassVar = [
            *Said.Meta.constraints,
            models.UniqueConstraint(
                fields=["action", "round"],
                condition=Q(withdrawn_position=None) & ~Q(round=""),
                name="an_action_is_done_once_a_round",
            ),
            models.CheckConstraint(name="a_round_lies_in_a_period", condition=Q(round="") | Q(period__isnull=False)),
        ]


class Risk(Traced):
    """A risk, written as cause, event and impact (UNDP Enterprise Risk Management, 2019)."""

    programme = models.ForeignKey("plans.Programme", on_delete=models.PROTECT, related_name="risks")
    number = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=10, default="2019")
    category = models.CharField(max_length=24)
    cause = models.TextField()
    event = models.TextField()
    impact = models.TextField()
    recorded_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_risk_of_a_number"),
            models.CheckConstraint(
                name="risk_says_cause_event_impact", condition=~Q(cause="") & ~Q(event="") & ~Q(impact="")
            ),
        ]


class RiskAssessment(Said):
    """A look at a risk: how likely, how grave, who owns it, what is done about it. The newest stands."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="assessments")
    day = models.DateField()
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    owner = models.TextField()
    treatment = models.TextField()
    closed = models.BooleanField(default=False)

    class Meta(Said.Meta):
        constraints: ClassVar = [
            *Said.Meta.constraints,
            models.CheckConstraint(
                name="risk_is_scored_in_five_points",
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)),
            ),
        ]

    @property
    def score(self) -> int:
        """This property will give likelihood times impact, 1 to 25."""
        return self.likelihood * self.impact


class Lesson(Said):
    """What was learned, and what is advised for the next time."""

    programme = models.ForeignKey("plans.Programme", on_delete=models.PROTECT, related_name="lessons")
    period = models.ForeignKey("plans.ReportingPeriod", on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey("plans.Activity", on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    advice = models.TextField(blank=True)


class QualityReview(Said):
    """A project quality assurance: each criterion rated, at one stage of the programme."""

    programme = models.ForeignKey("plans.Programme", on_delete=models.PROTECT, related_name="quality_reviews")
    stage = models.CharField(
        max_length=14,
        choices=[("design", _("Design")), ("implementation", _("Implementation")), ("closure", _("Closure"))],
    )
    day = models.DateField()
    ratings = models.JSONField()
    text = models.TextField(blank=True)


class CourseCorrection(Said):
    """A change of course, led back to what caused it: a finding of the audit, a figure, a risk, or more than one."""

    programme = models.ForeignKey("plans.Programme", on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    day = models.DateField()
    change = models.TextField()
    reason = models.TextField()
    consulted = models.TextField(blank=True)
    finding = models.ForeignKey("plans.RecordedFinding", on_delete=models.PROTECT, null=True, related_name="+")
    figure = models.CharField(max_length=120, blank=True)
    figure_value = models.CharField(max_length=40, blank=True)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, null=True, related_name="corrections")

    class Meta(Said.Meta):
        constraints: ClassVar = [
            *Said.Meta.constraints,
            models.UniqueConstraint(fields=["programme", "number"], name="one_correction_of_a_number"),
            models.CheckConstraint(
                name="correction_has_a_cause",
                condition=Q(finding__isnull=False) | Q(risk__isnull=False) | ~Q(figure=""),
            ),
        ]


class CalendarFeed(Traced):
    """The secret address under which an account reads its calendar; only its digest is kept."""

    account = models.OneToOneField("directory.Account", on_delete=models.PROTECT, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()


class ReminderSent(models.Model):
    """That an account was reminded on a day, so that it is not twice. Nothing hangs on it: the ledger is not told."""

    account = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "day"], name="one_reminder_a_day"),
        ]
