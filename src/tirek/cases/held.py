"""Answers that belong to a case are seen by who sees the case, wherever they were received; and by nobody else.

A list of answers gives an office those that it received, but for those of a case that is out of the reader's sight, and
of a sealed one: its answers are opened from the case, where it is asked whether names are shown. Answers that another
office received are opened from the case too, as the mechanism allows the reader's role, and are in no list.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from tirek.cases.models import Case, Confidentiality, HeldAnswers, HeldVersion, Worker
from tirek.cases.visibility import access_of, seen_by, sees_names, sight_of_the_house
from tirek.directory import Account, can
from tirek.forms import Submission

NAMES = frozenset({"identity", "contact"})


class CaseFiles:
    """This class will tell the room of forms what of its answers belongs to cases, and whose they are to see."""

    def shut(self, account: Account) -> Q:
        """This method will say which answers no list gives the account: those of cases unseen, and of sealed ones."""
        unseen = Q(confidentiality=Confidentiality.SEALED) | ~_seen(account)
        direct = HeldAnswers.objects.filter(unseen, submission=OuterRef("pk"))
        return Q(Exists(direct)) | Q(pk__in=HeldVersion.objects.filter(unseen).values("submission"))

    def through(self, account: Account) -> Q:
        """This method will say which answers the account may open since it sees their case."""
        seen = _seen(account)
        direct = HeldAnswers.objects.filter(seen, submission=OuterRef("pk"))
        return Q(Exists(direct)) | Q(pk__in=HeldVersion.objects.filter(seen).values("submission"))

    def hidden(self, account: Account, submission: Submission) -> frozenset[str]:
        """This method will hide who somebody is in the answers of a sealed case, but where it was opened by two."""
        with sight_of_the_house():
            direct = HeldAnswers.objects.filter(submission=submission).values("case")
            versions = HeldVersion.objects.filter(submission=submission).values("case")
            sealed = Case.objects.filter(Q(pk__in=direct) | Q(pk__in=versions), confidentiality=Confidentiality.SEALED)
            found = list(sealed)
        return frozenset() if all(sees_names(account, case) for case in found) else NAMES


def _seen(account: Account) -> Q:
    """The rule of `cases_for`, asked of a view of cases."""
    if not can(account, "see cases"):
        return Q(pk__in=[])
    editions = access_of(account).values("form__edition")
    works = Q(case__in=Worker.objects.filter(account=account).values("case"))
    return seen_by(account, works) & Q(edition__in=editions)
