"""An XLSForm, as Markdown tables or as a workbook, to an XForm."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from typing import Any

from tirek.bounded import run_bounded
from tirek.refusals import Problem, Refusal
from tirek.xlsforms.converted import Choice, ConvertedForm, Field
from tirek.xlsforms.errors import (
    FAULTS,
    FormFileEmpty,
    FormFileHasMacros,
    FormFileNotUtf8,
    FormFileOfAnotherKind,
    FormFileTooLarge,
    FormRefused,
)
from tirek.xlsforms.settings_faults import FaultsMore

SECONDS = 5
MEGABYTES = 256
LARGEST = 4
"""Megabytes of a file."""
NAMED = 200
"""How many faults are named, and how many things are only said."""


def convert(name: str, content: bytes) -> ConvertedForm:
    """This function will convert an XLSForm (`.md`, `.xlsx` or `.xls`, by its name) in a bounded child process.

    Raises `FormRefused` with every fault that was found, `FileTooCostly`.
    """
    shown = "".join(letter if letter.isprintable() else "�" for letter in name)[-200:]
    ending = name.lower().rpartition(".")[2]
    refusal: Refusal | None = None
    if not content.strip():
        refusal = FormFileEmpty()
    elif len(content) > LARGEST * 1024 * 1024:
        refusal = FormFileTooLarge(limit=LARGEST)
    elif ending == "xlsm":
        refusal = FormFileHasMacros()
    elif ending not in ("md", "xlsx", "xls"):
        refusal = FormFileOfAnotherKind()
    if refusal:
        raise FormRefused(shown, (Problem(refusal, file=shown),))
    raw = run_bounded(
        f"{__name__}:as_json", content, seconds=SECONDS, megabytes=MEGABYTES, name=shown, markdown=ending == "md"
    )
    found = json.loads(raw)
    if found["problems"]:
        raise FormRefused(shown, tuple(_problems(found["problems"])))
    return _form(found["form"], tuple(_problems(found["remarks"])))


def as_json(content: bytes, *, progress: Any, name: str, markdown: bool) -> bytes:
    """This function will be the child's work: the form, or what is wrong with it, as JSON."""
    from tirek.xlsforms.checking import check
    from tirek.xlsforms.compilation import compiled
    from tirek.xlsforms.identity import identified
    from tirek.xlsforms.workbook import ARCHIVE, COMPOUND, workbook_sheets

    from tirek.xlsforms.markdown import markdown_sheets  # isort: skip

    try:
        said: list[Problem] = []
        if markdown:
            sheets, problems = markdown_sheets(_decoded(content))
        elif content.startswith((ARCHIVE, COMPOUND)):
            sheets, problems, said = workbook_sheets(content)
        else:
            raise FormFileOfAnotherKind
    except Refusal as refusal:
        return json.dumps({"problems": [_row(Problem(refusal, file=name))]}).encode()
    sheets, unnamed = identified(sheets, name, content)
    said += unnamed
    checked = check(sheets)
    problems += checked.problems
    form = None
    if "survey" in checked.columns and not checked.beyond_measure:
        form, heard = compiled(checked)
        if form is None:
            told = {(problem.sheet, problem.row) for problem in problems}
            problems += [each for each in heard if not problems or (each.row and (each.sheet, each.row) not in told)]
        said += checked.remarks + heard
    return json.dumps(
        {
            "problems": _ordered(problems),
            "remarks": _ordered(said),
            "form": asdict(form) | {"xform": form.xform.decode(), "warnings": []} if form else None,
        }
    ).encode()


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise FormFileNotUtf8 from fault
    if "\0" in text:
        raise FormFileNotUtf8
    return text


_SHEETS = {"": 0, "settings": 1, "survey": 2, "choices": 3}


def _ordered(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems by sheet and row, each once, and how many more there are than are named."""
    rows = [
        _row(each) for each in sorted(problems, key=lambda each: (_SHEETS.get(each.sheet, 4), each.sheet, each.row))
    ]
    once = list({json.dumps(row, sort_keys=True): row for row in rows}.values())
    if len(once) > NAMED:
        return [*once[:NAMED], _row(Problem(FaultsMore(count=len(once) - NAMED)))]
    return once


def _row(problem: Problem) -> dict[str, Any]:
    refusal = {"id": problem.refusal.id, "facts": problem.refusal.facts}
    return refusal | {"file": problem.file, "sheet": problem.sheet, "row": problem.row, "column": problem.column}


@cache
def _refusals() -> dict[str, type[Refusal]]:
    from tirek.xlsforms import errors

    found = (each for module in (errors, *FAULTS) for each in vars(module).values())
    return {
        each.id: each for each in found if isinstance(each, type) and issubclass(each, Refusal) and hasattr(each, "id")
    }


def _problems(rows: Iterable[dict[str, Any]]) -> Iterable[Problem]:
    for row in rows:
        refusal = _refusals()[row["id"]](**row["facts"])
        yield Problem(refusal, file=row["file"], sheet=row["sheet"], row=row["row"], column=row["column"])


def _form(found: dict[str, Any], warnings: tuple[Problem, ...]) -> ConvertedForm:
    fields = tuple(
        Field(**field | {"choices": tuple(Choice(**choice) for choice in field["choices"])})
        for field in found["fields"]
    )
    lists = {"languages": tuple(found["languages"]), "media": tuple(found["media"]), "fields": fields}
    return ConvertedForm(**found | lists | {"xform": found["xform"].encode(), "warnings": warnings})
