"""A case, who has to do with it, and by which words it is found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tirek.ledger import Kept, Traced


class Confidentiality(models.TextChoices):
    """Who may know of a case: every office, its own, those who work on it, or those alone and without its names."""

    PUBLIC = "public", _("Open to every office")
    OFFICE = "office", _("The office")
    NEED_TO_KNOW = "need-to-know", _("Those who work on it")
    SEALED = "sealed", _("Sealed: those who work on it, and no names")


RULED_BY = ("office", "edition", "confidentiality", "assigned_to", "opened_by", "closed_at", "due_at")
"""What decides who sees a case, and in which list: with it in an index, to count them no row is read."""


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
    place = models.ForeignKey(
        "directory.PlaceOfDetention", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
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
            models.Index(fields=["-opened_at", "id"], include=RULED_BY, name="cases_of_the_country"),
            models.Index(
                fields=["-opened_at", "id"], include=RULED_BY, condition=Q(closed_at=None), name="cases_that_run"
            ),
            models.Index(fields=["assigned_to", "due_at"], name="cases_of_somebody", condition=Q(closed_at=None)),
            models.Index(fields=["office", "due_at"], name="cases_by_limit", condition=Q(closed_at=None)),
            models.Index(
                fields=["due_at"],
                include=("opened_at", "id", *RULED_BY[:-1]),
                condition=Q(closed_at=None),
                name="cases_that_are_late",
            ),
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
