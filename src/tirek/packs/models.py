"""Tables of mechanisms. An edition is entered whole and never changed; what began with it keeps it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from tirek.directory import Review
from tirek.ledger import Kept, Traced


class Mechanism(Traced):
    """A mechanism by the name of its folder, such as `complaints`."""

    code = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(name="mechanism_code_is_a_name", condition=Q(code__regex="^[a-z][a-z0-9-]{1,39}$"))
        ]

    def __str__(self) -> str:
        return self.code


class Edition(Kept):
    """A mechanism as it stood from one day on: all its files.

    A release is the folder as its authors made it; a change of our own stands on the release that it changes, so that
    the next release can be merged with it. The newest standing edition that is in force is the one to begin with. A
    release that was merged at once is kept for the next merge alone and is not in force. An edition that changes who
    may see or do what waits: before a second person has approved it, it has files and no forms, and nothing begins
    with it.
    """

    mechanism = models.ForeignKey(Mechanism, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    version = models.CharField(max_length=40)
    title_en = models.TextField()
    title_ru = models.TextField()
    title_kk = models.TextField()
    release = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="changes")
    in_force = models.BooleanField(default=True)
    waits = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    installed_by = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    installed_at = models.DateTimeField()

    class Meta(Kept.Meta):
        ordering: ClassVar = ["mechanism__code", "number"]
        constraints: ClassVar = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(fields=["mechanism", "number"], name="one_edition_of_a_number"),
        ]

    @property
    def title(self) -> str:
        """This property will give the title in the language of the page."""
        return str(getattr(self, f"title_{(get_language() or 'en')[:2]}", self.title_en))

    @property
    def is_release(self) -> bool:
        """This property will say whether the edition is as its authors made it."""
        return self.release_id is None


class EditionReview(Review):
    """What a second person says of an edition that changes who may see or do what."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="reviews")

    class Meta(Review.Meta):
        constraints: ClassVar = [
            *Review.Meta.constraints,
            models.UniqueConstraint(fields=["edition"], name="one_review_of_an_edition"),
        ]


class EditionFile(Traced):
    """One file of an edition, by its path in the folder."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=200)
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["path"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "path"], name="one_file_of_a_path")]


class PackForm(Traced):
    """A form of an edition, compiled: the XForm that clients fill and the fields that readers need.

    `fields` is the list of `tirek.xlsforms.Field` as JSON; `media` names the files under `forms/media/` that it shows.
    An edition that left a form as it was has a row of its own for it, with the same form_id and version.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="forms")
    form_id = models.CharField(max_length=64)
    version = models.CharField(max_length=40)
    path = models.CharField(max_length=200)
    titles = models.JSONField()
    languages = models.JSONField()
    default_language = models.CharField(max_length=20, blank=True)
    xform = models.BinaryField()
    fields = models.JSONField()
    media = models.JSONField()

    class Meta:
        ordering: ClassVar = ["form_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "form_id"], name="one_form_of_an_id"),
            models.UniqueConstraint(fields=["edition", "path"], name="one_form_of_a_path"),
        ]

    @property
    def title(self) -> str:
        """This property will give the title in the language of the page, else in any that there is."""
        titles: dict[str, str] = self.titles
        return titles.get((get_language() or "en")[:2]) or titles.get("en") or next(iter(titles.values()), self.form_id)


class Access(Traced):
    """What one role may see and do with a form, by a row of `who.csv`.

    `hidden` names the marks of the answers that the role does not see; `sees` is false where it sees none at all.
    `does` are the words fill, read, export, correct.
    """

    form = models.ForeignKey(PackForm, on_delete=models.PROTECT, related_name="access")
    role = models.CharField(max_length=20)
    sees = models.BooleanField()
    hidden = models.JSONField(default=list)
    does = models.JSONField(default=list)
    legal_basis = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "role"], name="one_row_of_a_role")]
