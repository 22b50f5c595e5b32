"""Views, which nobody writes: what decides who sees answers that belong to a case, for those who read answers outside
any sight of cases. They tell no name, no number and no step."""

from __future__ import annotations

from django.db import models

from tirek.cases.models.case import Case


class _Held(models.Model):
    submission = models.OneToOneField(
        "answers.Submission", on_delete=models.DO_NOTHING, primary_key=True, related_name="+"
    )
    case = models.ForeignKey(Case, on_delete=models.DO_NOTHING, related_name="+")
    edition = models.ForeignKey("packs.Edition", on_delete=models.DO_NOTHING, related_name="+")
    office = models.ForeignKey("directory.Office", on_delete=models.DO_NOTHING, related_name="+")
    confidentiality = models.CharField(max_length=12)
    assigned_to = models.ForeignKey("directory.Account", on_delete=models.DO_NOTHING, null=True, related_name="+")
    opened_by = models.ForeignKey("directory.Account", on_delete=models.DO_NOTHING, related_name="+")

    class Meta:
        abstract = True
        managed = False


class HeldAnswers(_Held):
    """Answers with which a step of a case was done."""

    class Meta(_Held.Meta):
        db_table = "cases_heldanswers"


class HeldVersion(_Held):
    """Other versions of such answers: what replaced them or was replaced by them, from one to the next."""

    class Meta(_Held.Meta):
        db_table = "cases_heldversion"


class Worker(models.Model):
    """Who works on which case now."""

    case = models.OneToOneField(Case, on_delete=models.DO_NOTHING, primary_key=True, related_name="+")
    account = models.ForeignKey("directory.Account", on_delete=models.DO_NOTHING, related_name="+")

    class Meta:
        managed = False
        db_table = "cases_worker"
