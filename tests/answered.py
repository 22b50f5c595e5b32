"""A mechanism with one form, and answers to it, for tests of who reads what. The secrets in it are planted."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from tests.cast import office
from tirek.directory import Account
from tirek.forms.models import Attachment, Reading, Submission
from tirek.forms.seals import fresh_key, place
from tirek.ledger import Event, entry
from tirek.packs import fields_as_json
from tirek.packs.models import Access, Edition, Mechanism, PackForm
from tirek.sealing import sealed
from tirek.xlsforms import Choice, Field

NAME, PHONE, WORDS = "Planted Surname", "+77010009988", "planted statement"
SECRETS = (NAME, PHONE, WORDS)
ADDED = Event("test-rows-added", "Rows of a test.")
NOW = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)
SEX = (Choice("f", {"en": "Woman"}), Choice("m", {"en": "Man"}))


def asked(path: str, kind: str = "text", **more: Any) -> Field:
    return Field(path, kind, {"en": path.rpartition("/")[2].capitalize()}, **more)


FIELDS = (
    asked("who", "group"),
    asked("who/name", mark="identity"),
    asked("who/sex", "select_one", choices=SEX),
    asked("who/phone", mark="contact"),
    asked("statement", mark="statement"),
    asked("age", "integer"),
    asked("where", "geopoint"),
    asked("others", "repeat"),
    asked("others/name", repeat="others", mark="identity"),
    asked("others/age", "integer", repeat="others"),
    asked("photo", "image", mark="identity"),
    asked("paper", "file"),
)
TOLD: dict[str, Any] = {
    "who": {"name": NAME, "sex": "f", "phone": PHONE},
    "statement": WORDS,
    "age": "-5",
    "where": "50.28 57.16 0 5",
    "others": [{"name": f"{NAME} 2", "age": "7"}, {"name": f"{NAME} 3", "age": "=1+1"}],
    "photo": "photo.jpg",
    "paper": "paper.pdf",
}
ACCESS: dict[str, tuple[bool, list[str], list[str]]] = {
    "officer": (True, [], ["fill", "read", "export", "correct"]),
    "supervisor": (True, ["identity", "contact", "statement"], ["read", "export"]),
    "monitor": (False, [], ["fill"]),
}


def answered_form(by: Account, *, fields: tuple[Field, ...] = FIELDS, number: int = 1) -> PackForm:
    """The form, in an edition of its own that gives each role what ACCESS says."""
    with entry(event=ADDED, office=by.office_id, by=str(by.pk)) as trace:
        mechanism = Mechanism.objects.filter(code="planted").first() or trace.store(Mechanism(code="planted"))
        edition = trace.store(
            Edition(
                mechanism=mechanism,
                number=number,
                version=f"{number}.0",
                title_en="Planted",
                title_ru="Planted",
                title_kk="Planted",
                installed_by=by,
                installed_at=NOW,
                entered_position=trace.position,
            )
        )
        form = trace.store(
            PackForm(
                edition=edition,
                form_id="planted",
                version=f"{number}.0",
                path="forms/planted.md",
                titles={"en": "Planted form"},
                languages=["en"],
                xform=b"<x/>",
                fields=fields_as_json(fields),
                media=[],
            )
        )
        trace.store_many(
            [
                Access(form=form, role=role, sees=sees, hidden=hidden, does=does)
                for role, (sees, hidden, does) in ACCESS.items()
            ]
        )
    return form


def answered(form: PackForm, by: Account, told: dict[str, Any] | None = None, **more: Any) -> Submission:
    """Answers to the form, as its intake keeps them and as they were read, from the office of who sent them."""
    there = office(by.office_id)
    row = Submission(form=form, office=there, instance_id=f"uuid:{uuid4()}", account=by, received_at=NOW)
    for name, value in more.items():
        setattr(row, name, value)
    key, row.wrapped_key = fresh_key(there.pk, Submission, row.pk)
    row.content = sealed(key, b"<planted/>", place(Submission, row.pk))
    with entry(event=ADDED, office=there.pk, by=str(by.pk)) as trace:
        trace.store(row)
        for name, media_type in (("photo.jpg", "image/jpeg"), ("paper.pdf", "application/pdf")):
            file = Attachment(submission=row, name=name, media_type=media_type, size=7, received_at=NOW)
            file.content = sealed(key, name.encode(), place(Attachment, file.pk))
            trace.store(file)
    content = json.dumps(TOLD if told is None else told).encode()
    answers = sealed(key, content, place(Reading, row.pk, "answers"))
    Reading.objects.create(submission=row, answers=answers, expected=["photo.jpg", "paper.pdf"], read_at=NOW)
    return row
