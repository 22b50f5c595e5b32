"""What is asked of mechanisms."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from tirek.directory import Verdict
from tirek.packs.errors import NoSuchEdition, NoSuchMechanism, NoSuchPackFile
from tirek.packs.fields import fields_of
from tirek.packs.kinds import TABLES, kind_of
from tirek.packs.models import Access, Edition, EditionReview, Mechanism, PackForm
from tirek.packs.pack import Pack
from tirek.packs.tables import Table
from tirek.xlsforms import ConvertedForm


def editions_in_force() -> QuerySet[Edition]:
    """This function will give the edition of each mechanism that whatever begins now begins with."""
    approved = EditionReview.objects.filter(EditionReview.standing(), edition=OuterRef("pk"), verdict=Verdict.APPROVED)
    standing = Edition.objects.filter(Edition.standing(), in_force=True).filter(Q(waits=False) | Exists(approved))
    return standing.order_by("mechanism__code", "-number").distinct("mechanism__code").select_related("mechanism")


def forms_in_force() -> QuerySet[PackForm]:
    """This function will give the forms that may be begun now."""
    editions = editions_in_force().values("pk")
    return PackForm.objects.filter(edition__in=editions).select_related("edition__mechanism")


def mechanism_called(code: str) -> Mechanism:
    """This function will give a mechanism by its name. Raises `NoSuchMechanism`."""
    found = Mechanism.objects.filter(code=code).first()
    if found is None:
        raise NoSuchMechanism(code=code)
    return found


def edition_in_force(code: str) -> Edition:
    """This function will give the edition of a mechanism to begin with now. Raises `NoSuchMechanism`."""
    found = editions_in_force().filter(mechanism__code=code).first()
    if found is None:
        raise NoSuchMechanism(code=code)
    return found


def edition_numbered(code: str, number: int) -> Edition:
    """This function will give an edition by its number. Raises `NoSuchMechanism`, `NoSuchEdition`."""
    found = Edition.objects.filter(mechanism=mechanism_called(code), number=number).select_related("mechanism").first()
    if found is None:
        raise NoSuchEdition(code=code, number=number)
    return found


def edition_that_waits(mechanism: Mechanism) -> Edition | None:
    """This function will give the edition of a mechanism that waits for a second person, if one does."""
    return editions_that_wait().filter(mechanism=mechanism).first()


def editions_that_wait() -> QuerySet[Edition]:
    """This function will give the editions that wait for a second person."""
    waiting = Edition.objects.filter(Edition.standing(), in_force=True, waits=True, reviews=None)
    return waiting.select_related("mechanism", "installed_by")


def editions_of(mechanism: Mechanism) -> QuerySet[Edition]:
    """This function will give the editions of a mechanism that are, were or wait to be in force, the newest first."""
    found = mechanism.editions.filter(in_force=True).order_by("-number")
    return found.select_related("installed_by__office").prefetch_related("installed_by__grants")


def edition_before(edition: Edition) -> Edition | None:
    """This function will give the edition that was in force when this one was made."""
    approved = Q(reviews__verdict=Verdict.APPROVED, reviews__reviewed_at__lt=edition.installed_at)
    before = edition.mechanism.editions.filter(Q(waits=False) | approved, in_force=True, number__lt=edition.number)
    return before.select_related("mechanism").order_by("-number").first()


def file_of(edition: Edition, path: str) -> bytes:
    """This function will give a file of an edition. Raises `NoSuchPackFile`."""
    content = edition.files.filter(path=path).values_list("content", flat=True).first()
    if content is None:
        raise NoSuchPackFile(path=path)
    return bytes(content)


def table_of(edition: Edition, path: str) -> Table | None:
    """This function will give a file of an edition as a table, if that is what it is."""
    return Pack({path: file_of(edition, path)}).table(path) if kind_of(path) in TABLES else None


def files_of(edition: Edition) -> dict[str, bytes]:
    """This function will give the files of an edition by their paths."""
    return {path: bytes(content) for path, content in edition.files.values_list("path", "content")}


def pack_of(edition: Edition) -> Pack:
    """This function will give an edition as what its files say, its forms as they were compiled then."""
    files = files_of(edition)
    return Pack(files, {(form.path, files[form.path]): converted(form) for form in edition.forms.all()})


def converted(form: PackForm) -> ConvertedForm:
    """This function will give a kept form as it came from the converter."""
    return ConvertedForm(
        form_id=form.form_id,
        version=form.version,
        titles=form.titles,
        languages=tuple(form.languages),
        default_language=form.default_language,
        xform=bytes(form.xform),
        fields=fields_of(form),
        media=tuple(form.media),
    )


def release_under(edition: Edition) -> Edition:
    """This function will give the release that an edition is, or stands on."""
    return edition.release or edition


def access_of(form: PackForm, roles: frozenset[str]) -> list[Access]:
    """This function will give what the mechanism of a form says of these roles."""
    return list(form.access.filter(role__in=roles))
