"""who.csv: which role may see and do what with the answers to each form."""

from __future__ import annotations

from collections.abc import Iterator

from tirek.directory import MAY, Role
from tirek.packs.content_faults import CellMissing, ColumnsOther
from tirek.packs.pack import AccessRow, Pack
from tirek.packs.pack_faults import (
    AnswersForbidden,
    DeedUnknown,
    DeedWithoutSight,
    RoleNeverDoes,
    RoleUnknown,
    SightUnknown,
    StepOfNobody,
    StepUnknown,
)
from tirek.refusals import Problem

COLUMNS = ("step", "role", "may see", "may do", "legal basis")
MARKS = ("identity", "contact", "statement", "place")
DEEDS = {"fill": "fill forms", "read": "see answers", "export": "see answers", "correct": "see answers"}
"""What may be allowed, and the deed of the house that the role must be able to do as well."""
NEVER = (Role.ADMINISTRATOR, Role.AUDITOR)


def check(pack: Pack, path: str) -> Iterator[Problem]:
    """This function will say what is wrong with who.csv."""
    table = pack.table(path)
    if table.headings != COLUMNS:
        if table.headings:
            yield Problem(ColumnsOther(found=", ".join(table.headings), wanted=", ".join(COLUMNS)), file=path, row=1)
        return
    for row, said in zip(pack.access, table.rows, strict=True):
        yield from _row(pack, path, row, said["may see"])
    if not pack.form_faults:
        filled = {row.step for row in pack.access if "fill" in row.does}
        for step in sorted(set(pack.steps) - filled):
            yield Problem(StepOfNobody(step=step), file=path)


def _row(pack: Pack, path: str, row: AccessRow, seen: str) -> Iterator[Problem]:
    if row.step not in pack.steps and not pack.form_faults:
        known = ", ".join(pack.steps)
        yield Problem(StepUnknown(step=row.step, known=known), file=path, row=row.row, column="step")
    if row.role not in list(Role):
        known = ", ".join(sorted(Role))
        yield Problem(RoleUnknown(role=row.role, known=known), file=path, row=row.row, column="role")
        return
    if not row.legal_basis:
        yield Problem(CellMissing(), file=path, row=row.row, column="legal basis")
    if not _says_what_is_seen(seen):
        yield Problem(SightUnknown(said=seen), file=path, row=row.row, column="may see")
        return
    yield from _deeds(path, row, seen)


def _says_what_is_seen(seen: str) -> bool:
    if seen in ("all", "nothing"):
        return True
    words = seen.split()
    hidden = words[2:]
    known = set(hidden) <= set(MARKS) and len(set(hidden)) == len(hidden)
    return words[:2] == ["all", "but"] and bool(hidden) and known and seen == " ".join(words)


def _deeds(path: str, row: AccessRow, seen: str) -> Iterator[Problem]:
    role = Role(row.role)
    reading = [deed for deed in row.does if deed in DEEDS and deed != "fill"]
    if role in NEVER and (row.sees or row.does):
        yield Problem(AnswersForbidden(role=row.role), file=path, row=row.row, column="may see")
        return
    for deed in row.does:
        if deed not in DEEDS:
            yield Problem(DeedUnknown(said=deed), file=path, row=row.row, column="may do")
        elif role not in MAY[DEEDS[deed]]:
            yield Problem(RoleNeverDoes(role=row.role, deed=deed), file=path, row=row.row, column="may do")
    fits = ("read" in reading) if row.sees else not reading
    if not fits or len(set(row.does)) != len(row.does):
        does = " ".join(row.does)
        yield Problem(DeedWithoutSight(sees=seen, does=does), file=path, row=row.row, column="may do")
