"""Forms that are installed for a test, and answers to them as clients send them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any
from uuid import uuid4
from xml.sax.saxutils import escape

from django.utils import timezone

from tests.cast import ruslan
from tirek import forms
from tirek.directory import Account, Office
from tirek.ledger import Event, entry
from tirek.packs import Access, Edition, EditionFile, Mechanism, PackForm, fields_as_json
from tirek.xlsforms import Choice, Field

INSTALLED = Event("tests-installed", "A test installed a form.")
EVERYBODY = {"officer": "fill read export correct", "supervisor": "fill read export correct", "monitor": "fill"}
VISIT = (
    Field("start", "start", {}),
    Field("end", "end", {}),
    Field("cell", "text", {"en": "Cell"}),
    Field("sex", "select_one", {"en": "Sex"}, choices=(Choice("f", {"en": "Woman"}), Choice("m", {"en": "Man"}))),
    Field("picture", "image", {"en": "Picture"}),
    Field("people", "repeat", {"en": "People"}),
    Field("people/name", "text", {"en": "Name"}, repeat="people", mark="identity"),
    Field("people/hurt", "image", {"en": "Injury"}, repeat="people"),
)
_numbers = count(1)


def a_form(
    form_id: str = "visit",
    version: str = "2026-1",
    *,
    fields: Iterable[Field] = VISIT,
    access: Mapping[str, str] = EVERYBODY,
    hidden: Mapping[str, list[str]] = {},
    media: Mapping[str, bytes] = {},
    of: Mechanism | None = None,
    xform: bytes = b"",
) -> PackForm:
    """A form of a new edition of a mechanism, in force."""
    account, now = ruslan(), timezone.now()
    number = next(_numbers)
    titles = {f"title_{language}": f"Mechanism {number}" for language in ("en", "ru", "kk")}
    with entry(event=INSTALLED, office=account.office_id, by=str(account.pk)) as trace:
        mechanism = of or trace.store(Mechanism(code=f"mechanism-{number}"))
        edition = Edition(mechanism=mechanism, number=number, version="1", installed_by=account, installed_at=now)
        vars(edition).update(titles, entered_position=trace.position)
        trace.store(edition)
        form = PackForm(
            edition=edition,
            form_id=form_id,
            version=version,
            path=f"forms/{form_id}.md",
            titles={"en": "Visit", "ru": "Посещение"},
            languages=["en", "ru"],
            xform=xform or f"<h:html><!-- {form_id} {version} --></h:html>".encode(),
            fields=fields_as_json(fields),
            media=sorted(media),
        )
        trace.store(form)
        for role, does in access.items():
            row = Access(form=form, role=role, sees="read" in does, hidden=hidden.get(role, []), does=does.split())
            trace.store(row)
        for name, content in media.items():
            trace.store(EditionFile(edition=edition, path=f"forms/media/{name}", content=content))
    return PackForm.objects.select_related("edition__mechanism").get(pk=form.pk)


def a_device(account: Account, office: Office | None = None, name: str = "Tablet 1") -> forms.IssuedDevice:
    """A device, issued."""
    return forms.issue_device(account=account, office=office or account.office, name=name)


def answers(
    within: str = "<cell>12</cell>",
    *,
    instance: str | None = None,
    form_id: str = "visit",
    version: str = "2026-1",
    replaces: str = "",
) -> bytes:
    """An answered form, as JavaRosa writes it."""
    meta = f"<orx:instanceID>{escape(instance or new_id())}</orx:instanceID>"
    if replaces:
        meta += f"<orx:deprecatedID>{escape(replaces)}</orx:deprecatedID>"
    return (
        f'<?xml version=\'1.0\' ?><data id="{form_id}" version="{version}" '
        f'xmlns:orx="http://openrosa.org/xforms">{within}<orx:meta>{meta}</orx:meta></data>'
    ).encode()


def new_id() -> str:
    """The number of one answered form."""
    return f"uuid:{uuid4()}"


def many_answers(questions: int) -> str:
    """Answers to so many questions."""
    return "".join(f"<question_{number}>answer {number}</question_{number}>" for number in range(questions))


def kept(receipt: forms.Receipt) -> Any:
    """The submission of a receipt."""
    return forms.Submission.objects.get(pk=receipt.submission)
