"""What is asked of submissions. Whoever asks, the rows come from `visibility` and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import CharField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from tirek.directory import Account, NotFound, RoleGrant, can
from tirek.forms.models import Aside, Attachment, FeedKey, Submission
from tirek.forms.visibility import submissions_for, submissions_to_open
from tirek.packs import Access, PackForm


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for: an office, days of receipt (both within), whether what was replaced is asked for too."""

    office: str = ""
    since: date | None = None
    until: date | None = None
    replaced: bool = False


def answered_forms(account: Account) -> list[PackForm]:
    """This function will give the newest form of each id of which the account may read answers."""
    seen = PackForm.objects.filter(Exists(submissions_for(account).filter(form=OuterRef("pk"))))
    newest = seen.select_related("edition__mechanism").order_by("form_id", "-edition__number")
    return list(newest.distinct("form_id"))


def forms_of(account: Account, form_id: str) -> list[PackForm]:
    """This function will give the forms of an id, of all editions, of which the account may read: the newest first.

    Raises `NotFound` where there is none.
    """
    roles = [role.value for role in account.roles] if can(account, "see answers") else []
    readable = Q(access__role__in=roles, access__sees=True, access__does__contains=["read"])
    found = PackForm.objects.filter(readable, form_id=form_id).select_related("edition__mechanism").distinct()
    forms = sorted(found, key=lambda form: form.edition.number, reverse=True)
    if not forms:
        raise NotFound
    return forms


def submissions_asked(account: Account, forms: Iterable[PackForm], asked: Asked) -> QuerySet[Submission]:
    """This function will give the submissions that were asked for and may be read, the newest first."""
    found = submissions_for(account).filter(form__in=[form.pk for form in forms])
    if asked.office:
        found = found.filter(office_id=asked.office)
    if asked.since:
        found = found.filter(received_at__gte=_midnight(asked.since))
    if asked.until and asked.until < date.max:
        found = found.filter(received_at__lt=_midnight(asked.until + timedelta(days=1)))
    if not asked.replaced:
        # Asked for at once and not row by row, and by office: few are named by another at all.
        offices = list(Submission.objects.exclude(replaces="").order_by().values_list("office", flat=True).distinct())
        replaced = Submission.objects.filter(_is_replaced(), office__in=offices).order_by()
        found = found.exclude(pk__in=replaced.values("pk"))
    return found.order_by("-received_at", "-pk")


def listed(account: Account, page: Iterable[Submission]) -> list[Submission]:
    """This function will give the submissions of a page with what a list says of each, and without what is sealed.

    Of those alone: what is skipped to come to a far page is not looked into.
    """
    found = submissions_for(account).filter(pk__in=[each.pk for each in page])
    return list(
        found.defer("content", "wrapped_key", "form__xform", "form__fields", "reading__answers")
        .select_related("office", "form", "device", "account", "reading")
        .annotate(
            is_replaced=_is_replaced(),
            is_claimed=Q(instance_id__in=_named()) & Q(Exists(_claims())),
            has_aside=Exists(Aside.objects.filter(submission=OuterRef("pk"))),
            attached=Coalesce(Subquery(_files()), 0),
        )
        .order_by("-received_at", "-pk")
    )


def submission_for(account: Account, key: UUID) -> Submission:
    """This function will give a submission that the account may read. Raises `NotFound`."""
    found = submissions_to_open(account).select_related("form__edition__mechanism", "office", "device", "account")
    submission = found.filter(pk=key).first()
    if submission is None:
        raise NotFound
    return submission


def versions_of(account: Account, submission: Submission) -> list[Submission]:
    """This function will give a submission with those that it replaced and those that replaced it, the oldest first."""
    there = submissions_to_open(account).filter(office_id=submission.office_id)
    there = there.select_related("form", "device", "account")
    there = there.defer("content", "wrapped_key", "form__xform", "form__fields")
    known = {submission.instance_id: submission}
    new = [submission]
    while new:
        ids = [each.instance_id for each in new]
        before = [each.replaces for each in new if each.replaces]
        around = there.filter(Q(replaces__in=ids) | Q(instance_id__in=before)).exclude(instance_id__in=known)
        new = list(around[:FARTHEST])
        known |= {each.instance_id: each for each in new}
        if len(known) > FARTHEST:
            break
    return sorted(known.values(), key=lambda each: (each.received_at, str(each.pk)))


FARTHEST = 200  # versions of one answer that are looked for


def attachments_of(submission: Submission) -> list[Attachment]:
    """This function will give the files of a submission, without what they hold."""
    return list(submission.attachments.defer("content"))


def asides_of(submission: Submission) -> list[Aside]:
    """This function will give what came later under the same name with other bytes, without what it holds."""
    return list(submission.asides.defer("content").select_related("device", "account"))


def feed_keys_of(account: Account) -> QuerySet[FeedKey]:
    """This function will give the keys of an account that open something, the newest first."""
    return FeedKey.objects.filter(FeedKey.standing(), account=account, ends_at__gt=timezone.now()).order_by(
        "-issued_at"
    )


def newer_of(account: Account, submission: Submission) -> Submission | None:
    """This function will give what replaced a submission, if anything did."""
    found = submissions_to_open(account).filter(pk=submission.pk).annotate(newer=Subquery(_newer().values("pk")[:1]))
    key = found.values_list("newer", flat=True).first()
    return Submission.objects.only("received_at").filter(pk=key).first() if key else None


def _is_replaced() -> Q:
    """Whether anything replaced a submission. Few are named by another at all: those alone are looked at."""
    return Q(instance_id__in=_named()) & Q(Exists(_newer()))


def _named() -> QuerySet[Any]:
    return Submission.objects.exclude(replaces="").order_by().values("replaces")


def _claims() -> QuerySet[Submission]:
    """Whatever says of itself that it replaces a submission, whoever sent it."""
    said = Submission.objects.filter(office=OuterRef("office"), replaces=OuterRef("instance_id"))
    return said.exclude(replaces="").exclude(pk=OuterRef("pk"))


def _newer() -> QuerySet[Submission]:
    """What replaced a submission, the newest first.

    That an answer replaces another is said by whoever sends it, and what is replaced leaves the list. So it is taken
    at its word only where it answers the same form and comes from the same hands: the same device or account, or an
    account that may correct all of it. What is itself a correction is replaced only by what came later, so that two
    that replace each other never both leave.
    """
    same_hands = Q(device=OuterRef("device")) | Q(account=OuterRef("account"))
    may = Access.objects.filter(form=OuterRef("form"), does__contains=["correct"], hidden=[])
    roles = RoleGrant.objects.filter(account=OuterRef(OuterRef("account")))
    corrector = Q(Exists(may.filter(role__in=roles.values("role"))))
    first = ExpressionWrapper(OuterRef("replaces"), output_field=CharField())
    newer = _claims().filter(form__form_id=OuterRef("form__form_id")).alias(corrected=first)
    newer = newer.filter(Q(corrected="") | Q(received_at__gte=OuterRef("received_at")))
    return newer.filter(same_hands | corrector).order_by("-received_at", "-pk")


def _files() -> QuerySet[Any]:
    """How many files came with a submission: asked for the rows of a page, so that the rest is not grouped."""
    found = Attachment.objects.filter(submission=OuterRef("pk")).order_by().values("submission")
    return found.annotate(files=Count("pk")).values("files")


def _midnight(day: date) -> datetime:
    zone: Any = timezone.get_current_timezone()
    return datetime(day.year, day.month, day.day, tzinfo=zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC"))
