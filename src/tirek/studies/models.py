"""Tables of studies: a service, its logs, its drawings, its figures, and the work done on them in the background.

The events themselves lie in a folder outside the database (`log_files.py`); here stands what was read of each log.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tirek.ledger import Kept, Traced


class Study(Kept):
    """A service under study. `service` names it in the mechanism that it comes from ("police-services/call-102")."""

    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT)
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    owner = models.CharField(max_length=200)
    legal_basis = models.CharField(max_length=500, blank=True)
    channel = models.CharField(max_length=200, blank=True)
    service = models.CharField(max_length=120, blank=True)
    begun_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    synthetic = models.BooleanField(default=False)

    class Meta(Kept.Meta):
        ordering: ClassVar = ["-begun_at", "code"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(name="study_has_a_name", condition=~Q(name="") & ~Q(owner="")),
        ]


class StudyLog(Kept):
    """A log as it came: its bytes lie sealed outside the database, under a key that the office's key wraps."""

    class Of(models.TextChoices):
        """Which way of working a log is of."""

        BEFORE = "before", _("Before the change")
        AFTER = "after", _("After the change")

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="logs")
    of = models.CharField(max_length=6, choices=Of.choices)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    wrapped_key = models.BinaryField()
    received_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    synthetic = models.BooleanField(default=False)

    class Meta(Kept.Meta):
        ordering: ClassVar = ["received_at", "id"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(name="study_log_is_of_a_time", condition=Q(of__in=["before", "after"])),
        ]

    def __str__(self) -> str:
        """This function will name the log as it was named when it came."""
        return self.name


class LogReading(Traced):
    """What was read of a log: which columns were taken for what, how much, and how much of it was broken."""

    log = models.OneToOneField(StudyLog, on_delete=models.PROTECT, related_name="reading")
    cases = models.BigIntegerField()
    events = models.BigIntegerField()
    activities = models.PositiveIntegerField()
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    faults = models.BigIntegerField()
    columns = models.JSONField()
    notices = models.JSONField(default=list)
    read_at = models.DateTimeField()


class Drawing(Kept):
    """A drawing of the service in BPMN 2.0: as it is or is to be. A later version stands for an earlier one."""

    class Of(models.TextChoices):
        """What is drawn."""

        AS_IS = "as-is", _("As it is")
        TO_BE = "to-be", _("As it is to be")

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="drawings")
    of = models.CharField(max_length=5, choices=Of.choices)
    version = models.PositiveIntegerField()
    bpmn = models.TextField()
    note = models.CharField(max_length=500, blank=True)
    drawn_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["of", "-version"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["study", "of", "version"], name="one_drawing_of_a_version"),
            models.CheckConstraint(name="drawing_is_of_a_time", condition=Q(of__in=["as-is", "to-be"])),
        ]


class RuleTable(Kept):
    """The safeguards that a service is held to, as a table. A later version stands for an earlier one."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="rule_tables")
    version = models.PositiveIntegerField()
    table = models.TextField()
    written_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["study", "version"], name="one_table_of_rules_of_a_version"),
        ]


class ReportedFigure(Traced):
    """Which log of a study a reported value was measured in, as what, and of which cases (filters, written down)."""

    value = models.OneToOneField("indicators.ReportedValue", on_delete=models.PROTECT, related_name="study_figure")
    log = models.ForeignKey(StudyLog, on_delete=models.PROTECT, related_name="figures")
    measure = models.CharField(max_length=80)
    only = models.TextField(blank=True)


class Work(models.Model):
    """Long work in the background: how far it is, and what came of it. Done again at any time, so no ledger is told."""

    STATES: ClassVar = [(name, name) for name in ("waiting", "working", "done", "refused", "cancelled", "failed")]
    OVER: ClassVar = ("done", "refused", "cancelled", "failed")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="works")
    log = models.ForeignKey(StudyLog, on_delete=models.CASCADE, null=True, related_name="works")
    kind = models.CharField(max_length=20)
    asked = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=STATES, default="waiting")
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    stage = models.CharField(max_length=200, blank=True)
    cancelling = models.BooleanField(default=False)
    refusal = models.JSONField(null=True)
    result = models.JSONField(null=True)
    asked_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-asked_at"]

    @property
    def is_over(self) -> bool:
        """This property will say whether nothing more comes of it."""
        return self.state in self.OVER
