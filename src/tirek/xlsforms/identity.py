"""What a form is called, and which version this is, where its settings do not say: those of others often do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath

from tirek.refusals import Problem, Refusal
from tirek.xlsforms.columns import Columns
from tirek.xlsforms.settings_faults import FormIdMissing, VersionMissing
from tirek.xlsforms.settings_sheet import setting
from tirek.xlsforms.sheets import Row, Sheet, Sheets

VERSION_LETTERS = 10


def identified(sheets: Sheets, name: str, content: bytes) -> tuple[Sheets, list[Problem]]:
    """This function will give the sheets with an id and a version in their settings, and say what was not there.

    The id is that of the file; the version is made of its bytes, so that another form never has the same.
    """
    own = sheets.get("settings") or Sheet("settings", (), 0, ())
    columns = Columns(own)
    said: list[Problem] = []
    for refusal, column, heading in _missing(columns, name, content):
        (value,) = refusal.facts.values()
        first, *others = own.rows or (Row(0, {}),)
        at = columns.headings.get((column,), heading)
        headings = own.headings if at in own.headings else (*own.headings, at)
        own = replace(own, headings=headings, rows=(Row(first.number, {**first.cells, at: value}), *others))
        said.append(Problem(refusal, sheet="settings", row=first.number, column=columns.headings.get((column,), "")))
    return ({**sheets, "settings": own}, said) if said else (sheets, said)


def _missing(columns: Columns, name: str, content: bytes) -> Iterator[tuple[Refusal, str, str]]:
    if not setting(columns, "id_string"):
        yield FormIdMissing(form_id=called_after(name)), "id_string", "form_id"
    if not setting(columns, "version"):
        yield VersionMissing(version=sha256(content).hexdigest()[:VERSION_LETTERS]), "version", "version"


def called_after(name: str) -> str:
    """This function will make an id of a file's name."""
    stem = re.sub(r"[^A-Za-z0-9_.-]+", "_", PurePosixPath(name).stem)[:60].strip("_.") or "form"
    return stem if stem[0].isalpha() else f"form_{stem}"
