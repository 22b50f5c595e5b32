"""Tables of evidence. Nothing here is ever changed: a correction is a withdrawal and a new row.

A value's as-of depends on it: what was entered up to a position of the ledger, less what was withdrawn up to it. The
database lets the application write a row and withdraw it, and nothing else (migration 0002).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tirek.ledger import Kept, Traced


class Role(models.TextChoices):
    """In which role a person attended."""

    POLICE_OFFICER = "police-officer", _("Police officer")
    INSPECTOR = "inspector", _("Inspector")
    STAFF = "staff", _("Staff of the institution")
    NPM = "npm-participant", _("Participant of the National Preventive Mechanism")
    COMPANY = "company-representative", _("Company representative")
    OFFICIAL = "official", _("Official")
    CIVIL_SOCIETY = "civil-society", _("Civil society")
    TRAINER = "trainer", _("Trainer")


class Evidence(Kept):
    """What every piece of evidence has: the activity it is evidence for, the office that entered it."""

    activity = models.ForeignKey("plans.Activity", on_delete=models.PROTECT, related_name="%(class)ss")
    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT)
    entered_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    entered_at = models.DateTimeField()
    title = models.TextField()
    source = models.TextField(blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta(Kept.Meta):
        abstract = True
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_is_in_its_office_chain", condition=Q(stored_chain=models.F("office"))
            ),
        ]


class Event(Evidence):
    """A training or meeting with an attendance list."""

    topic = models.CharField(max_length=60, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    place = models.TextField(blank=True)
    region = models.ForeignKey("directory.Region", on_delete=models.PROTECT, null=True)

    class Meta(Evidence.Meta):
        ordering: ClassVar = ["starts", "title"]
        constraints: ClassVar = [
            *Evidence.Meta.constraints,
            models.CheckConstraint(name="event_dates_in_order", condition=Q(ends__gte=models.F("starts"))),
        ]


class AttendanceFile(Traced):
    """An attendance list as it came, kept before anything reads it."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    received_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    received_at = models.DateTimeField()


class Attendance(Kept):
    """One person at one event. People are counted as persons, attendances as attendances."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey("directory.Person", on_delete=models.PROTECT, related_name="attendances")
    unit = models.TextField()
    region = models.ForeignKey("directory.Region", on_delete=models.PROTECT)
    role = models.CharField(max_length=24, choices=Role.choices)
    file = models.ForeignKey(AttendanceFile, on_delete=models.PROTECT, null=True)
    file_row = models.PositiveIntegerField(null=True)

    class Meta(Kept.Meta):
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["event", "person"], condition=Q(withdrawn_position=None), name="a_person_attends_an_event_once"
            ),
            models.CheckConstraint(name="attendance_role_is_known", condition=Q(role__in=Role.values)),
        ]


class Deliverable(Evidence):
    """Something made: a report, an assessment, a process map, a language version of a film; with its file."""

    kind = models.CharField(max_length=60)
    date = models.DateField()
    language = models.CharField(max_length=10, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file = models.BinaryField(null=True)


class Measurement(Evidence):
    """A number that somebody measured, with its unit and the day it holds for."""

    kind = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    unit = models.CharField(max_length=60)
    date = models.DateField()


class Decision(Evidence):
    """A decision of an authority: a law, an order, a plan, a curriculum adopted."""

    kind = models.CharField(max_length=60)
    number = models.CharField(max_length=60, blank=True)
    date = models.DateField()
    body = models.TextField(blank=True)
