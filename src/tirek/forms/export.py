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
    """One table of an export: what it repeats and its name (empty for the form's own), the fields that are its columns.

    A name is said once among the sheets, even where two paths would give the same: XML lets a name hold dots.
    """

    repeat: str
    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One submission of an export: the row of the database and, for each sheet, its rows of cells with their places.

    `state` is `read`, `unread` while the house has not come to it, or `unreadable`: the last two have no cells, and are
    not to be taken for forms that were sent empty.
    """

    submission: Submission
    rows: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    state: str = "read"


@dataclass(frozen=True, slots=True)
class _Filled:
    """How a form fills a sheet: its table there, and for each column of the sheet which cell of the table it is."""

    table: Table
    cells: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the answers to some forms are laid out for one reader."""

    sheets: tuple[Sheet, ...]
    by_form: Mapping[UUID, Mapping[str, _Filled]]


def layout(account: Account, forms: Iterable[PackForm]) -> Layout:
    """This function will lay out what the account may take along of these forms' answers, given the newest first."""
    seen = ((form, sight(account, form)) for form in forms)
    return layout_of({form.pk: tables(fields_of(form), one.held_back) for form, one in seen if one.exports})


def layout_of(by_form: Mapping[UUID, tuple[Table, ...]]) -> Layout:
    """This function will lay out the tables of some forms."""
    columns: dict[str, dict[str, Field]] = {"": {}}
    for table in (table for kept in by_form.values() for table in kept):
        known = columns.setdefault(table.repeat, {})
        known |= {field.path: field for field in table.fields if field.path not in known}
    names: set[str] = set()
    told = {repeat: tuple(known.values()) for repeat, known in columns.items() if known or not repeat}
    sheets = tuple(Sheet(repeat, _name(repeat, names), fields) for repeat, fields in told.items())
    return Layout(sheets, {form: _filled(sheets, kept) for form, kept in by_form.items()})


def _name(repeat: str, taken: set[str]) -> str:
    base = repeat.replace("/", ".")
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}~{number}"
    taken.add(found)
    return found


def _filled(sheets: Iterable[Sheet], kept: Iterable[Table]) -> dict[str, _Filled]:
    there = {table.repeat: table for table in kept}
    places = {repeat: {field.path: at for at, field in enumerate(table.fields)} for repeat, table in there.items()}
    return {
        sheet.repeat: _Filled(
            there[sheet.repeat], tuple(places[sheet.repeat].get(field.path) for field in sheet.fields)
        )
        for sheet in sheets
        if sheet.repeat in there
    }


def told(found: QuerySet[Submission], laid: Layout) -> Iterator[Told]:
    """This function will stream submissions with their rows, in the memory of one chunk. Raises `KeyMissing`."""
    streamed = found.defer("content", "form__xform", "form__fields").select_related("reading", "form", "office")
    for submission in streamed.iterator(chunk_size=CHUNK):
        yield one_told(submission, laid)


def one_told(submission: Submission, laid: Layout) -> Told:
    """This function will lay out one submission."""
    reading = getattr(submission, "reading", None)
    if reading is None or reading.problem:
        return Told(submission, {}, "unreadable" if reading else "unread")
    answers = answers_in(reading, key_of(submission))
    return Told(submission, rows_in(laid, submission.form_id, answers))


def rows_in(laid: Layout, form: UUID, answers: Mapping[str, Any]) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """This function will give the rows that answers to a form have in each sheet, with their places."""
    return {repeat: tuple(_cells(filled, answers)) for repeat, filled in laid.by_form.get(form, {}).items()}


def _cells(filled: _Filled, answers: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in rows(filled.table, answers):
        yield row.place, tuple("" if each is None else row.cells[each] for each in filled.cells)
