"""Answers laid out for a file or a feed: which tables, which columns, and the rows as they stream from the database.

Forms of several editions are one file: a column stands where any edition that the reader sees has it, and an answer is
given only where the edition that asked for it shows it to the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tirek.directory import Account
from tirek.forms.answers import Table, rows, tables
from tirek.forms.models import Submission
from tirek.forms.seals import answers_in, key_of
from tirek.forms.visibility import sight
from tirek.packs import PackForm, fields_of
from tirek.xlsforms import Field

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of an export: its name (empty for the form's own) and the fields that are its columns."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One submission of an export: the row of the database and, for each sheet, its rows of cells with their places."""

    submission: Submission
    rows: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the answers to some forms are laid out for one reader."""

    sheets: tuple[Sheet, ...]
    by_form: Mapping[UUID, tuple[Table, ...]]

    def sheet(self, name: str) -> Sheet | None:
        """This function will give the sheet of a name, if the reader has it."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def layout(account: Account, forms: Iterable[PackForm]) -> Layout:
    """This function will lay out what the account sees of the answers to these forms, given the newest first."""
    by_form: dict[UUID, tuple[Table, ...]] = {}
    columns: dict[str, dict[str, Field]] = {"": {}}
    for form in forms:
        seen = sight(account, form)
        if not seen.sees:
            continue
        by_form[form.pk] = tables(fields_of(form), seen.hidden)
        for table in by_form[form.pk]:
            known = columns.setdefault(table.name, {})
            known |= {field.path: field for field in table.fields if field.path not in known}
    sheets = (Sheet(name, tuple(known.values())) for name, known in columns.items())
    return Layout(tuple(sheet for sheet in sheets if sheet.fields or not sheet.name), by_form)


def told(found: QuerySet[Submission], laid: Layout) -> Iterator[Told]:
    """This function will stream submissions with their rows, in the memory of one chunk. Raises `KeyMissing`."""
    streamed = found.defer("content", "form__xform", "form__fields").select_related("reading", "form", "office")
    for submission in streamed.iterator(chunk_size=CHUNK):
        yield one_told(submission, laid)


def one_told(submission: Submission, laid: Layout) -> Told:
    """This function will lay out one submission."""
    reading = getattr(submission, "reading", None)
    if reading is None or reading.problem:
        return Told(submission, {}, reading.problem if reading else "")
    answers = answers_in(reading, key_of(submission))
    there = {table.name: table for table in laid.by_form.get(submission.form_id, ())}
    return Told(submission, {sheet.name: _cells(sheet, there.get(sheet.name), answers) for sheet in laid.sheets})


def _cells(sheet: Sheet, table: Table | None, answers: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if table is None:
        return ()
    places = {field.path: at for at, field in enumerate(table.fields)}
    at = [places.get(field.path) for field in sheet.fields]
    return tuple(
        (row.place, tuple("" if each is None else row.cells[each] for each in at)) for row in rows(table, answers)
    )
