"""Tables of answers. What came in is kept as it came, sealed, before anything reads it; an edit is a new submission.

Content is sealed under the data key of its submission (`tirek.sealing`), bound to its table, row and column, and the
data key is wrapped by the key of the office. Instance ids and names of files are made by clients at random; they are
not sealed, for the same thing sent twice is known by them.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tirek.ledger import Kept, Traced


class Device(Kept):
    """A telephone or tablet of one office. It may send what was answered and fetch empty forms, and read nothing.

    The secret is 256 random bits, shown once; its digest is all that is kept. Withdrawn, it is refused from then on.
    """

    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    secret_digest = models.BinaryField(max_length=32)
    issued_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    issued_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["office", "name", "issued_at"]


class FeedKey(Kept):
    """What a spreadsheet signs in with to read answers as its owner may: a name and 256 random bits, shown once."""

    account = models.ForeignKey("directory.Account", on_delete=models.PROTECT, related_name="feed_keys")
    name = models.CharField(max_length=60)
    secret_digest = models.BinaryField(max_length=32)
    issued_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["name", "issued_at"]


class Submission(Traced):
    """One answered form as it came: its bytes, from whom, and when. Never changed; an edit names what it replaces."""

    form = models.ForeignKey("packs.PackForm", on_delete=models.PROTECT, related_name="submissions")
    office = models.ForeignKey("directory.Office", on_delete=models.PROTECT)
    instance_id = models.CharField(max_length=120)
    replaces = models.CharField(max_length=120, blank=True)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True)
    account = models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True)
    received_at = models.DateTimeField()
    wrapped_key = models.BinaryField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["-received_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "instance_id"], name="one_submission_of_an_instance"),
            models.CheckConstraint(
                name="submission_came_from_a_device_or_an_account",
                condition=Q(device=None, account__isnull=False) | Q(device__isnull=False, account=None),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["form", "office", "-received_at"], name="submissions_of_a_form"),
            # Of the few that replace another: counted with the rest, the planner would think that all of them do.
            models.Index(fields=["office", "replaces"], name="submissions_that_replace", condition=~Q(replaces="")),
        ]


class Attachment(Traced):
    """A file that belongs to a submission, as it came; it may come in a later post than the answers."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "name"], name="one_attachment_of_a_name")
        ]


class Aside(Traced):
    """What came under the name of something that is kept already, with other bytes: kept aside for a person to look at.

    `name` is empty for answers, else the name of the attachment.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="asides")
    name = models.CharField(max_length=200, blank=True)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True)
    account = models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True)
    received_at = models.DateTimeField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["received_at"]


class Reading(models.Model):
    """What was read out of a submission, sealed as it is. Made from it alone, so that it can be made again at any time.

    `answers` is JSON by field path; `expected` names the files that the answers speak of, and `problem` is the id of
    the refusal where they could not be read.
    """

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, primary_key=True, related_name="reading")
    answers = models.BinaryField()
    expected = models.JSONField(default=list)
    problem = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField()


class Draft(models.Model):
    """A form that somebody began, as far as it goes; only who began it sees it, and it goes when it is sent.

    `content` holds answers and files sealed as one, under a key of its own.
    """

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey("directory.Account", on_delete=models.CASCADE, related_name="drafts")
    form = models.ForeignKey("packs.PackForm", on_delete=models.PROTECT)
    changed_at = models.DateTimeField()
    wrapped_key = models.BinaryField()
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["-changed_at"]
