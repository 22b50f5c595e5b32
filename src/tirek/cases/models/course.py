"""What happens in a case: what waits, what happened, what runs out, what was not kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tirek.cases.models.case import Case
from tirek.ledger import Traced


class Task(Traced):
    """A step of the procedure that waits for somebody, or did. `key` is its name in the state of the procedure."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    step = models.CharField(max_length=200)
    key = models.CharField(max_length=60)
    role = models.CharField(max_length=20)
    form_id = models.CharField(max_length=64)
    began_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    dropped = models.BooleanField(default=False)
    done_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True, related_name="+")
    submission = models.ForeignKey("answers.Submission", on_delete=models.PROTECT, null=True, related_name="tasks")

    class Meta:
        ordering: ClassVar = ["began_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "key"], name="one_task_of_a_key"),
            models.UniqueConstraint(fields=["submission"], name="one_task_of_a_submission"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "due_at"], name="tasks_that_wait", condition=Q(ended_at=None)),
        ]


class Happening(Traced):
    """A step that was done or an event that came to pass in a case, in its order; what safeguards are held against."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="happenings")
    ordinal = models.PositiveIntegerField()
    step = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True, related_name="+")
    submission = models.ForeignKey("answers.Submission", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["case", "ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "ordinal"], name="one_happening_of_an_ordinal")
        ]


class Timer(Traced):
    """When the procedure of a case goes on by itself."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="timers")
    step = models.CharField(max_length=200)
    key = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "key"], name="one_timer_of_a_key")]
        indexes: ClassVar = [models.Index(fields=["due_at"], name="timers_that_run", condition=Q(ended_at=None))]


class Clock(Traced):
    """A limit of the law that runs in a case, by the row of clocks.csv that was in force on the day it started.

    `limit` and `basis` are copied from that row, so that a case shows for ever by which it was held. Days on which the
    clock was stopped do not count; `due_at` is the end of the last day.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    clock = models.CharField(max_length=60)
    step = models.CharField(max_length=200)
    limit = models.CharField(max_length=40)
    basis = models.TextField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    extended_by = models.CharField(max_length=40, blank=True)
    extension_reason = models.BinaryField(default=b"")
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    met = models.BooleanField(null=True)

    class Meta:
        ordering: ClassVar = ["due_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="clocks_that_run", condition=Q(ended_at=None)),
            models.Index(fields=["case"], name="clocks_of_a_case"),
        ]


class Breach(Traced):
    """A safeguard that was not kept in a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="found_breaches")
    safeguard = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    at = models.DateTimeField()
    found_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "safeguard", "at"], name="one_breach_of_a_moment")
        ]


class Warned(models.Model):
    """That those were written to who must know of a limit or of a breach: once, for the row is kept before the letter
    goes. Nothing hangs on it: the ledger is not told."""

    class Of(models.TextChoices):
        """Of what."""

        NEAR = "near", _("A limit is near")
        LATE = "late", _("A limit has run out")
        BREACH = "breach", _("A rule was not kept")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="warnings")
    of = models.CharField(max_length=6, choices=Of.choices)
    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, null=True, related_name="warnings")
    due_at = models.DateTimeField(null=True)
    breach = models.OneToOneField(Breach, on_delete=models.PROTECT, null=True, related_name="warning")
    told = models.PositiveSmallIntegerField(default=0)
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clock", "of", "due_at"], name="one_warning_of_a_limit"),
            models.CheckConstraint(
                name="warning_is_of_a_limit_or_a_breach",
                condition=Q(of="breach", breach__isnull=False, clock=None, due_at=None)
                | Q(of__in=["near", "late"], breach=None, clock__isnull=False, due_at__isnull=False),
            ),
        ]
