"""`tirek programme export AWARD FILE` and `tirek programme import FILE`: a programme from one house to another."""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from tirek.command.errors import NoSuchAccount
from tirek.command.failures import FINE
from tirek.command.house import open_house
from tirek.command.verbs import Commands, group, verb

if TYPE_CHECKING:
    from tirek.directory import Account


def add_to(commands: Commands) -> None:
    """This function will add the verbs."""
    verbs = group(
        commands, "programme", "Move a programme, with all that was entered for it, from one house to another."
    )
    exporting = verb(
        verbs, "export", export, "Write all of a programme to a file that nobody else may read.", reading=False
    )
    exporting.add_argument("award", metavar="AWARD")
    exporting.add_argument("file", type=_file, metavar="FILE", help=".json, or .xlsx for a workbook")
    exporting.add_argument("--by", required=True, metavar="NAME", help="the account that answers for it")
    importing = verb(
        verbs, "import", import_, "Take in a programme from such a file, whole or not at all.", reading=False
    )
    importing.add_argument("file", type=Path, metavar="FILE", help=".json or .xlsx, as it was exported")
    importing.add_argument("--by", required=True, metavar="NAME", help="the account that answers for it")


def _file(text: str) -> Path:
    if Path(text).suffix not in (".json", ".xlsx"):
        raise argparse.ArgumentTypeError("its name ends in .json or .xlsx")
    return Path(text)


def export(options: argparse.Namespace) -> int:
    """This function will export a programme; the file has persons' codes in it, so it is its owner's only."""
    account = _account(options.by)
    from tirek import exchange
    from tirek.command.programmes import programme_called

    programme = programme_called(options.award)
    form: exchange.Form = "xlsx" if options.file.suffix == ".xlsx" else "json"
    with exchange.export_programme(account=account, programme=programme, form=form) as content:
        descriptor = os.open(options.file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            shutil.copyfileobj(content, file)
    print(f"Programme {programme.code} exported to {options.file}.")
    return FINE


def import_(options: argparse.Namespace) -> int:
    """This function will import a programme."""
    account = _account(options.by)
    from tirek import exchange
    from tirek.command.files import content_of

    made = exchange.import_programme(account=account, name=options.file.name, content=content_of(options.file))
    print(f"Programme {made.code} imported.")
    return FINE


def _account(name: str) -> Account:
    open_house()
    from tirek.directory import Account

    found: Account | None = Account.objects.select_related("office").filter(username=name, is_active=True).first()
    if found is None:
        raise NoSuchAccount(name=name)
    return found
