"""Take in an answered form: kept as it came, sealed, on disk; only then acknowledged, and read later.

Whoever sends may send again, in any order and many at once. What was kept is never changed: the same again is
acknowledged again, and other bytes under a name that is kept already are kept aside for a person to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tirek.directory import MAY, Account, NotPermitted, can
from tirek.forms import events
from tirek.forms.errors import AsideAlreadyFull, NoSuchForm, OtherAnswersAlreadyKept, OtherFileAlreadyKept
from tirek.forms.header import Header, header_of
from tirek.forms.models import Aside, Attachment, Device, Submission
from tirek.forms.permissions import check_fill
from tirek.forms.policies import File, files_by_name
from tirek.forms.seals import content_of, fresh_key, key_of, place
from tirek.ledger import entry
from tirek.packs import PackForm
from tirek.refusals import Refusal
from tirek.sealing import opened, sealed

MOST_ASIDE = 20
ATTEMPTS = 10
ANSWERS = ""
"""The name under which the answers themselves are kept aside; files have their own."""

Sender = Device | Account
Contents = Mapping[str, File]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was kept: the key of the submission, whether it was new, and how many files were."""

    submission: UUID
    new: bool
    files: int


@dataclass(frozen=True, slots=True)
class _Sent:
    """One post: who sent it, what form it answers, the answers and the files as they came."""

    sender: Sender
    form: PackForm
    header: Header
    xml: bytes
    files: Contents
    at: datetime

    @property
    def by(self) -> str:
        return f"device {self.sender.pk}" if isinstance(self.sender, Device) else str(self.sender.pk)

    @property
    def came_from(self) -> dict[str, object]:
        device = isinstance(self.sender, Device)
        return {"device": self.sender if device else None, "account": None if device else self.sender}


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a post adds to what is kept: `other` are the names that are kept with other bytes."""

    submission: Submission | None
    files: frozenset[str]
    aside: frozenset[str]
    other: frozenset[str]

    @property
    def writes(self) -> bool:
        return self.submission is None or bool(self.files or self.aside)


class _Overtaken(Exception):
    """Another post of the same was kept while this one was looked at."""


def receive(*, sender: Sender, xml: bytes, files: Iterable[tuple[str, str, bytes]] = ()) -> Receipt:
    """This function will keep an answered form with its files, and return once all of it is on disk.

    The form is found by what the answers say of themselves; one of an old edition is taken for ever. Raises
    `SubmissionUnreadable`, `SubmissionTooLarge`, `InstanceIdMissing`, `FileNameRefused`, `FileSentTwice`, `NoSuchForm`,
    `NotPermitted`, and after other bytes were kept aside `OtherAnswersAlreadyKept`, `OtherFileAlreadyKept`.
    """
    header = header_of(xml)
    contents = files_by_name(files)
    sent = _Sent(sender, form_for(sender, header), header, xml, contents, timezone.now())
    for attempt in range(ATTEMPTS):
        try:
            receipt, other = _kept(sent)
        except (_Overtaken, IntegrityError):
            if attempt == ATTEMPTS - 1:
                raise
            continue
        if other:
            raise _kept_otherwise(min(other))
        return receipt
    raise AssertionError("unreachable")


def _kept_otherwise(name: str) -> Refusal:
    return OtherFileAlreadyKept(name=name) if name else OtherAnswersAlreadyKept()


def form_for(sender: Sender, header: Header) -> PackForm:
    """This function will find the form that was answered, which the sender may fill.

    Raises `NoSuchForm`, `NotPermitted`.
    """
    known = PackForm.objects.filter(form_id=header.form_id, version=header.version)
    newest = known.only("form_id").order_by("-edition__installed_at")
    if isinstance(sender, Account) and (latest := newest.first()):  # as the page that opens a form asks
        check_fill(sender, latest)
        return latest
    found = newest.filter(access__role__in=filling_roles(sender), access__does__contains=["fill"]).first()
    if found is None and known.exists():
        raise NotPermitted(deed="fill forms")
    if found is None:
        raise NoSuchForm(form=header.form_id, version=header.version)
    return found


def filling_roles(sender: Sender) -> list[str]:
    """This function will give the roles for which the sender fills forms: a device stands for all of its office."""
    if isinstance(sender, Device):
        return sorted(role.value for role in MAY["fill forms"])
    return sorted(role.value for role in sender.roles) if can(sender, "fill forms") else []


def _kept(sent: _Sent) -> tuple[Receipt, frozenset[str]]:
    with on_disk():
        plan = _plan(sent)
        submission = plan.submission
        if submission is None:
            submission = _store(sent, plan)
        elif plan.writes:
            _add(sent, plan, submission)
        return Receipt(submission.pk, plan.submission is None, len(plan.files)), plan.other


@contextmanager
def on_disk() -> Iterator[None]:
    """This function will make a transaction that has reached the disk when it is left.

    Durable: inside another transaction there would be nothing to acknowledge yet. The second line holds whatever the
    database was told by default.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = on")
        yield


def _plan(sent: _Sent) -> _Plan:
    found = Submission.objects.filter(office=sent.sender.office_id, instance_id=sent.header.instance_id)
    submission = found.only("office_id", "wrapped_key", "content").first()
    if submission is None:
        return _Plan(None, frozenset(sent.files), frozenset(), frozenset())
    key = key_of(submission)
    kept = submission.attachments.filter(name__in=sent.files).only("name", "content")
    there = {each.name: opened(key, bytes(each.content), place(Attachment, each.pk)) for each in kept}
    other = {name for name, content in there.items() if content != sent.files[name].content}
    if content_of(submission, key) != sent.xml:
        other.add(ANSWERS)
    aside = frozenset(name for name in other if not _is_aside(sent, submission, key, name))
    return _Plan(submission, frozenset(sent.files.keys() - there.keys()), aside, frozenset(other))


def _is_aside(sent: _Sent, submission: Submission, key: bytes, name: str) -> bool:
    content = sent.files[name].content if name else sent.xml
    kept = submission.asides.filter(name=name).only("content")
    return any(opened(key, bytes(each.content), place(Aside, each.pk)) == content for each in kept)


def _store(sent: _Sent, plan: _Plan) -> Submission:
    office, row = sent.sender.office_id, uuid4()
    key, wrapped_key = fresh_key(office, Submission, row)
    submission = Submission(
        id=row,
        form=sent.form,
        office_id=office,
        instance_id=sent.header.instance_id,
        replaces=sent.header.replaces,
        received_at=sent.at,
        wrapped_key=wrapped_key,
        content=sealed(key, sent.xml, place(Submission, row)),
        **sent.came_from,
    )
    detail = _detail(sent, submission) | {"files": len(sent.files)}
    if sent.header.replaces:
        detail["replaces"] = sent.header.replaces
    with entry(event=events.SUBMISSION_RECEIVED, office=office, by=sent.by, detail=detail) as trace:
        _check_not_overtaken(sent, plan)
        trace.store_many([submission, *_attachments(sent, submission, key, plan.files)])
    return submission


def _add(sent: _Sent, plan: _Plan, submission: Submission) -> None:
    """Files that came later, and what is put aside: an entry for each, for they are two things that happened."""
    key = key_of(submission)
    detail = _detail(sent, submission) | {"files": len(plan.files)}
    if plan.files:
        with entry(event=events.FILES_RECEIVED, office=submission.office_id, by=sent.by, detail=detail) as trace:
            _check_not_overtaken(sent, plan)
            trace.store_many(_attachments(sent, submission, key, plan.files))
    if not plan.aside:
        return
    if submission.asides.count() + len(plan.aside) > MOST_ASIDE:
        raise AsideAlreadyFull(most=MOST_ASIDE)
    with entry(event=events.SET_ASIDE, office=submission.office_id, by=sent.by, detail=detail) as trace:
        if not plan.files:
            _check_not_overtaken(sent, plan)
        trace.store_many([_aside(sent, submission, key, name) for name in sorted(plan.aside)])


def _check_not_overtaken(sent: _Sent, plan: _Plan) -> None:
    """Asked once the office's chain is ours: from then on nobody else writes what this post would."""
    now = _plan(sent)
    if (now.submission is None, now.files, now.aside) != (plan.submission is None, plan.files, plan.aside):
        raise _Overtaken


def _attachments(sent: _Sent, submission: Submission, key: bytes, names: Iterable[str]) -> list[Attachment]:
    made = []
    for name in sorted(names):
        row, file = uuid4(), sent.files[name]
        content = sealed(key, file.content, place(Attachment, row))
        given = {"name": name, "media_type": file.media_type, "size": len(file.content)}
        made.append(Attachment(id=row, submission=submission, received_at=sent.at, content=content, **given))
    return made


def _aside(sent: _Sent, submission: Submission, key: bytes, name: str) -> Aside:
    row = uuid4()
    content = sealed(key, sent.files[name].content if name else sent.xml, place(Aside, row))
    return Aside(id=row, submission=submission, name=name, received_at=sent.at, content=content, **sent.came_from)


def _detail(sent: _Sent, submission: Submission) -> dict[str, object]:
    return {"form": sent.header.form_id, "submission": str(submission.pk)}
