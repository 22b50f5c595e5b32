"""What can be done: a programme goes out as a file, and comes in from one."""

from __future__ import annotations

import hashlib
import tempfile
from typing import IO, Literal

from django.db import DataError, IntegrityError, transaction

from tirek.directory import Account
from tirek.exchange import events, json_file, workbook
from tirek.exchange.checking import File, checked, opened
from tirek.exchange.content import parts
from tirek.exchange.errors import ProgrammeThere, RowRefused
from tirek.exchange.meaning import check_meaning
from tirek.exchange.moments import moments_of
from tirek.exchange.permissions import check_export, check_import, check_offices
from tirek.exchange.tables import TABLES
from tirek.exchange.taking import Taking
from tirek.exchange.words import RowWords
from tirek.ledger import entry, snapshot
from tirek.plans import Programme, check_programme

Form = Literal["json", "xlsx"]


def export_programme(*, account: Account, programme: Programme, form: Form = "json") -> IO[bytes]:
    """This function will write all that was entered for a programme into a file, and the ledger that it left.

    The file is open at its beginning; whoever asked closes it. Raises `NotPermitted`, `NoSuchPlan`, `OtherOffices`,
    `TooManyRows`.
    """
    check_export(account, programme)
    check_offices(account, moments_of(programme).positions)
    detail = {"programme": programme.code, "form": form}
    with entry(event=events.PROGRAMME_EXPORTED, office=programme.office_id, by=str(account.pk), detail=detail):
        pass
    return written(programme, form)


def written(programme: Programme, form: Form = "json") -> IO[bytes]:
    """This function will write a programme as it is at one moment."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  # whoever asked for it closes it
    with snapshot():
        if form == "xlsx":
            workbook.write(file, programme.code, parts(programme), RowWords())
        else:
            json_file.write(file, programme.code, parts(programme))
    file.seek(0)
    return file


def import_programme(*, account: Account, name: str, content: bytes) -> Programme:
    """This function will take in a programme that was exported from another house, whole or not at all.

    Each act on the programme becomes an entry of its own, in the order in which they were done, so that what held as
    of a moment there holds as of it here. Raises `NotPermitted`, `OtherOffices`, `NoSuchPlan` (to supersede what the
    account does not see), `ProgrammeThere`, `PersonDiffers`, `RowRefused`, and what `checking.opened` and
    `checking.checked` raise.
    """
    check_import(account)
    tables, first = opened(content, name)
    file = checked(tables, first, hashlib.sha256(content).hexdigest())
    check_offices(account, file.offices)
    if superseded := Programme.objects.filter(pk=file.programme.values["supersedes_id"]).first():
        check_programme(account, "import programmes", superseded)
    check_meaning(file)
    try:
        return _take(account, file)
    except (IntegrityError, DataError) as fault:
        raise _refused(fault, file) from fault


@transaction.atomic
def _take(account: Account, file: File) -> Programme:
    code = file.programme.values["code"]
    if Programme.objects.filter(code=code).exists():
        raise ProgrammeThere(code=code)
    Taking(account, file).run()
    return Programme.objects.get(code=code)


def _refused(fault: Exception, file: File) -> RowRefused | ProgrammeThere:
    """What the database would not take, in words; a programme that somebody else imported meanwhile has its own."""
    code = file.programme.values["code"]
    if Programme.objects.filter(code=code).exists():
        return ProgrammeThere(code=code)
    said = getattr(fault.__cause__, "diag", None)
    names = {table.model.replace(".", "_").lower(): table.name for table in TABLES}
    table = names.get(getattr(said, "table_name", None) or "", "")
    return RowRefused(table=table, rule=getattr(said, "constraint_name", None) or type(fault).__name__)
