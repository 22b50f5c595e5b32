"""What is asked of cases. Whoever asks, the rows come from `visibility` and nowhere else; ask within `sight_of`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from tirek.cases.models import Assignment, Case, HeldVersion, Task
from tirek.cases.permissions import answers_usable_by, used
from tirek.cases.rules import rules_of
from tirek.cases.search_words import Narrowed, search
from tirek.cases.visibility import cases_for, sight_of_the_house
from tirek.directory import Account, NotFound, can
from tirek.forms import Submission
from tirek.packs import Edition, Mechanism


@dataclass(frozen=True, slots=True)
class AskedCases:
    """What a reader asks for: words, a mechanism, an office, and which of them."""

    words: str = ""
    mechanism: str = ""
    office: str = ""
    which: str = "open"


def cases_asked(account: Account, asked: AskedCases, now: datetime | None = None) -> QuerySet[Case]:
    """This function will give the cases that were asked for and may be seen, the newest first.

    `which` is `open`, `late`, `mine`, `closed` or `all`.
    """
    found = search(account, asked.words, _narrowed(asked)) if asked.words.strip() else cases_for(account)
    if asked.mechanism:
        found = found.filter(edition__mechanism__code=asked.mechanism)
    if asked.office:
        found = found.filter(office_id=asked.office)
    if asked.which == "open":
        found = found.filter(closed_at=None)
    elif asked.which == "late":
        found = found.filter(closed_at=None, due_at__lt=now or timezone.now())
    elif asked.which == "mine":
        found = found.filter(pk__in=_worked_on(account), closed_at=None)
    elif asked.which == "closed":
        found = found.exclude(closed_at=None)
    return found.order_by("-opened_at", "id")


def _worked_on(account: Account) -> QuerySet[Case, UUID]:
    """The open cases that are the account's own, and those in which it helps.

    Not all that it was ever given: who has worked for years has thousands of them, of which a handful run.
    """
    own = Case.objects.filter(assigned_to=account, closed_at=None).order_by().values_list("pk", flat=True)
    helped = Assignment.objects.filter(Assignment.standing(), account=account, leads=False).order_by()
    return own.union(helped.values_list("case", flat=True))


def _narrowed(asked: AskedCases) -> Narrowed:
    editions = Edition.objects.filter(mechanism__code=asked.mechanism).values_list("pk", flat=True)
    running = {"all": None, "closed": False}.get(asked.which, True)
    return Narrowed(running, asked.office, list(editions) if asked.mechanism else None)


def work_of(account: Account) -> QuerySet[Task]:
    """This function will give the steps that wait for a role of the account in its office, the most urgent first.

    `urgent_at` is when the step must be done; for one that has no limit, when the nearest limit of its case ends, since
    that somebody else is late is what it waits to be answered with.
    """
    roles = [role.value for role in account.roles]
    mine = cases_for(account).filter(office=account.office_id, closed_at=None)
    waiting = Task.objects.filter(case__in=mine, ended_at=None, role__in=roles)
    told = waiting.annotate(urgent_at=Coalesce("due_at", "case__due_at")).select_related("case__edition__mechanism")
    return told.order_by(F("urgent_at").asc(nulls_last=True), "began_at")


def step_for(account: Account, key: UUID) -> Task:
    """This function will give a step of a case that the account may see. Raises `NotFound`."""
    found = Task.objects.select_related("case__edition__mechanism", "case__office", "done_by", "submission")
    task = found.filter(pk=key, case__in=cases_for(account)).first()
    if task is None:
        raise NotFound
    return task


def answers_for(account: Account, task: Task) -> list[Submission]:
    """This function will give what may do a step: answers to its form that came since and were used for none.

    They are the account's own, or came from a device of its office. The newest first.
    """
    sent = answers_usable_by(account).filter(form__form_id=task.form_id, received_at__gte=task.began_at)
    with sight_of_the_house():  # a step that they were used for may be of a case that the account does not see
        return list(sent.filter(tasks=None).select_related("device").order_by("-received_at")[:20])


def steps_for_answers(account: Account, submission: Submission) -> list[Task]:
    """This function will give the steps that the account may do with just these answers; none if a step has them."""
    if used(submission) or not answers_usable_by(account).filter(pk=submission.pk).exists():
        return []
    waiting = work_of(account).filter(form_id=submission.form.form_id, began_at__lte=submission.received_at)
    return list(waiting[:20])


def case_of_answers(account: Account, submission: Submission) -> Case | None:
    """This function will give the case that a submission belongs to, where the account sees it."""
    return cases_for(account).filter(tasks__submission=submission).first()


def can_open_with(account: Account, submission: Submission) -> bool:
    """This function will say whether the account may open a case with a submission: its office's, and used for none.

    Nor may another version of it have been: a correction is no second matter.
    """
    if not can(account, "work on cases") or submission.office_id != account.office_id:
        return False
    if rules_of(submission.form.edition).begun_by(submission.form.form_id) is None:
        return False
    return not used(submission) and not HeldVersion.objects.filter(submission=submission).exists()


def mechanisms_with_cases() -> list[tuple[str, str]]:
    """This function will give the mechanisms that have cases, by code and the title of their newest edition."""
    codes = Mechanism.objects.filter(Exists(Edition.objects.filter(mechanism=OuterRef("pk")))).order_by("code")
    newest = Edition.objects.filter(mechanism__in=codes).order_by("mechanism__code", "-number")
    return [
        (each.mechanism.code, each.title) for each in newest.distinct("mechanism__code").select_related("mechanism")
    ]


@dataclass(frozen=True, slots=True)
class HowFar:
    """What whoever brought a matter may know with the code alone: no name, no step that would tell of what it is."""

    number: str
    office: str
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None


def how_far(*, number: str, code: str) -> HowFar:
    """This function will say how far a case is, to whoever has its number and its code. Raises `NotFound`."""
    digest = sha256(code.strip().upper().replace(" ", "").replace("-", "").encode()).digest()
    with sight_of_the_house():
        found = Case.objects.select_related("office").filter(number=number.strip().upper(), code_digest=digest).first()
    if found is None:
        raise NotFound
    return HowFar(found.number, found.office.name, found.opened_at, found.due_at, found.closed_at)
