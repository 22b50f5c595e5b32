"""What a second person says of what a first one wrote: approved, or sent back with a reason."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tirek.directory.errors import SamePerson
from tirek.directory.models import Account
from tirek.ledger import Kept


class Verdict(models.TextChoices):
    """What a reviewer may say."""

    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Sent back")


class Review(Kept):
    """A verdict on one version of a thing. A changed thing is another version, and asks for another verdict."""

    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    reason = models.TextField(blank=True)
    reviewed_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta(Kept.Meta):
        abstract = True
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.CheckConstraint(name="%(class)s_verdict_is_known", condition=Q(verdict__in=Verdict.values)),
            models.CheckConstraint(
                name="%(class)s_sent_back_has_a_reason", condition=Q(verdict="approved") | ~Q(reason="")
            ),
        ]


def check_second_person(account: Account, *authors: Account) -> None:
    """This function will refuse a review by any of those who wrote what is reviewed (`SamePerson`)."""
    if account.pk in {author.pk for author in authors}:
        raise SamePerson
