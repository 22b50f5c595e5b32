"""Tables of cases. What people told is sealed; what the house must sort, count and warn by is not, and names nobody.

Sealed is: who the parties are and how they may be reached, what is said of a case, notes, documents, reasons, and the
state of its procedure. A case has a data key, and so has each party, so that one person can be erased from a case that
goes on. Which column is sealed under which key stands in `seals`.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tirek.directory import Review
from tirek.ledger import Kept, Traced


class Confidentiality(models.TextChoices):
    """Who may know of a case: every office, its own, those who work on it, or those alone and without its names."""

    PUBLIC = "public", _("Open to every office")
    OFFICE = "office", _("The office")
    NEED_TO_KNOW = "need-to-know", _("Those who work on it")
    SEALED = "sealed", _("Sealed: those who work on it, and no names")


class Case(Traced):
    """One matter from its beginning to its end, and again if it is reopened.

    The number is that of the office that opened it and stays; `office` is the one that has it now. `due_at` is the
    nearest of its running limits. `state` is what its procedure has come to, `content` what is said of it in a line.
    """

    number = models.CharField(max_length=40, unique=True)
    opened_in = models.ForeignKey("directory.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    edition = models.ForeignKey("packs.Edition", on_delete=models.PROTECT, related_name="cases")
    procedure = models.CharField(max_length=200)
    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT, related_name="cases")
    region = models.ForeignKey("directory.Region", on_delete=models.PROTECT, null=True, related_name="+")
    confidentiality = models.CharField(max_length=12, choices=Confidentiality.choices)
    assigned_to = models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True, related_name="cases")
    opened_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    breaches = models.PositiveSmallIntegerField(default=0)
    code_digest = models.BinaryField(max_length=32)
    wrapped_key = models.BinaryField()
    content = models.BinaryField()
    state = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["-opened_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opened_in", "year", "serial"], name="one_case_of_a_number"),
            models.CheckConstraint(
                name="case_confidentiality_is_known", condition=Q(confidentiality__in=Confidentiality.values)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["office", "-opened_at", "id"], name="cases_of_an_office"),
            models.Index(fields=["-opened_at", "id"], name="cases_of_the_country"),
            models.Index(fields=["assigned_to", "due_at"], name="cases_of_somebody", condition=Q(closed_at=None)),
            models.Index(fields=["office", "due_at"], name="cases_by_limit", condition=Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def chain(self) -> str:
        """This property will name the chain of the ledger that tells all of this case: that of the office that opened
        it. What is kept in one office may be withdrawn in another, and positions are counted in one chain."""
        return self.opened_in_id


class Party(Kept):
    """Who has to do with a case. `content` holds name, how to be reached, and whom nobody may tell; JSON, sealed.

    An authority is named by its code in the directory and has no other name here.
    """

    class Part(models.TextChoices):
        """What somebody is in a case."""

        COMPLAINANT = "complainant", _("Complainant")
        CONCERNED = "concerned", _("Person concerned")
        REPRESENTATIVE = "representative", _("Representative")
        BODY = "body", _("Body complained of")
        WITNESS = "witness", _("Witness")

    class Kind(models.TextChoices):
        """What a party is by itself."""

        PERSON = "person", _("Person")
        GROUP = "group", _("Group")
        ORGANISATION = "organisation", _("Organisation")
        AUTHORITY = "authority", _("Authority")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    part = models.CharField(max_length=14, choices=Part.choices)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    authority = models.ForeignKey("directory.Authority", on_delete=models.PROTECT, null=True, related_name="+")
    wrapped_key = models.BinaryField()
    content = models.BinaryField()
    added_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["added_at", "id"]
        verbose_name_plural = "parties"
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="party_authority_has_its_code",
                condition=Q(kind="authority", authority__isnull=False) | ~Q(kind="authority") & Q(authority=None),
            ),
        ]


class SearchKey(models.Model):
    """By which a case is found: a word under the key of its office, so that the table tells none.

    Made from the case alone, so that it can be made again; `party` names the party whose erasing takes it away.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="search_keys")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, related_name="search_keys")
    value = models.BinaryField(max_length=12)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["value", "case"], name="cases_of_a_search_key")]


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
    warned_at = models.DateTimeField(null=True)

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
            )
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


class Unsealing(Traced):
    """That somebody asked to see the names of a sealed case, and a second person let it be for a quarter of an hour.

    Outside overseers are told when it is asked and when it is let.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="unsealings")
    reason = models.BinaryField()
    asked_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    allowed_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True, related_name="+")
    allowed_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="unsealing_by_two", condition=Q(allowed_by=None) | ~Q(allowed_by=F("asked_by"))
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
