"""The settings of a form: its id, version, languages; and what it may not set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tirek.refusals import Problem, Refusal
from tirek.xlsforms.columns import Columns
from tirek.xlsforms.settings_faults import (
    DefaultLanguageUnknown,
    EncryptedByForm,
    FormIdOdd,
    SendsElsewhere,
    SettingsRowUnused,
    VersionOdd,
)

FORM_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
VERSION = re.compile(r"[A-Za-z0-9_.-]{1,64}")
DOTS = {".", ".."}
"""What an address takes for a step back."""


def setting(columns: Columns | None, name: str) -> str:
    """This function will give a setting, "" where the form does not have it."""
    return columns.text(columns.sheet.rows[0], (name,)) if columns and columns.sheet.rows else ""


def check_settings(columns: Columns | None, languages: Mapping[str, str]) -> Iterator[Problem]:
    """This function will say what is wrong in the settings; `languages` are codes by name."""
    sheet = columns.sheet if columns else None
    row = sheet.rows[0].number if sheet and sheet.rows else 0

    def fault(refusal: Refusal, name: str) -> Problem:
        heading = columns.headings.get((name,), "") if columns else ""
        return Problem(refusal, sheet="settings", row=row, column=heading)

    form_id, version = setting(columns, "id_string"), setting(columns, "version")
    if form_id and not FORM_ID.fullmatch(form_id):
        yield fault(FormIdOdd(form_id=form_id[:80]), "id_string")
    if version and (not VERSION.fullmatch(version) or version in DOTS):
        yield fault(VersionOdd(version=version[:80]), "version")
    if setting(columns, "submission_url"):
        yield fault(SendsElsewhere(), "submission_url")
    if setting(columns, "public_key"):
        yield fault(EncryptedByForm(), "public_key")
    default = setting(columns, "default_language")
    if default and languages and default not in languages and default not in languages.values():
        yield fault(DefaultLanguageUnknown(language=default), "default_language")


def remarks_on_settings(columns: Columns) -> Iterator[Problem]:
    """This function will say which rows of the settings do not count."""
    for row in columns.sheet.rows[1:]:
        yield Problem(SettingsRowUnused(), sheet="settings", row=row.number)
