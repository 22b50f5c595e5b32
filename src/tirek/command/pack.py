"""`tirek pack`: begin, check, install, upgrade and take along a mechanism, which is a folder of plain files.

`new`, `check` and most of `export` need no database. Nothing in a mechanism is ever run.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirek.command.errors import NoSuchAccount
from tirek.command.failures import FINDINGS, FINE
from tirek.command.house import open_house
from tirek.command.output import print_json, wrapped
from tirek.command.verbs import Commands, group, verb

if TYPE_CHECKING:
    from tirek.directory import Account
    from tirek.packs import Conflict, Taken, Upgrade
    from tirek.refusals import Problem

FOLDER = "the mechanism's folder, or a ZIP archive of it"


def add_to(commands: Commands) -> None:
    """This function will add the verbs."""
    verbs = group(commands, "pack", "Begin, check, install, upgrade and export mechanisms.")
    about = "Write a small mechanism with comments, to begin a new one with; it passes every check."
    verb(verbs, "new", new, about, reading=False).add_argument("folder", type=Path, metavar="DIR")
    about = "Show everything that is wrong with a mechanism; exit status 1 when there is anything."
    checking = verb(verbs, "check", check, about)
    checking.add_argument("folder", type=Path, metavar="DIR", help=FOLDER)
    checking.add_argument("--tidy", action="store_true", help="first write texts and tables in the one way")
    about = "Install a mechanism; one with any fault installs nothing."
    _installing(verb(verbs, "install", install, about, reading=False))
    about = "Show what a new release changes here, ask, and upgrade; changes made here are kept, cases keep theirs."
    upgrading = verb(verbs, "upgrade", upgrade, about, reading=False)
    _installing(upgrading)
    upgrading.add_argument("--yes", action="store_true", help="do not ask")
    upgrading.add_argument(
        "--take",
        nargs=2,
        action="append",
        default=[],
        metavar=("SIDE", "FILE[:ROW]"),
        help="where both changed one thing, take “ours” or “theirs”; may be given more than once",
    )
    about = "Write a mechanism as an Excel workbook, a workbook as the folder it stands for, or an installed one."
    exporting = verb(verbs, "export", export, about, reading=False)
    exporting.add_argument("source", metavar="DIR", help=f"{FOLDER}, a workbook, or the name of an installed one")
    exporting.add_argument("target", type=Path, metavar="TO", help="a file that ends in .xlsx, else a new folder")


def _installing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help=FOLDER)
    parser.add_argument("--by", required=True, metavar="NAME", help="the account that answers for it")
    parser.add_argument("--note", default="", metavar="WORDS", help="why, for those who read the list of editions")


def new(options: argparse.Namespace) -> int:
    """This function will write a mechanism to begin with."""
    from tirek.packs import begun_pack, write_folder

    files = begun_pack(options.folder.resolve().name)
    write_folder(options.folder, files)
    print(f"{len(files)} files in {options.folder}. Begin with pack.yaml and README.md.")
    return FINE


def check(options: argparse.Namespace) -> int:
    """This function will print what is wrong with a mechanism, held against what is installed if that can be asked."""
    if options.tidy:
        _tidy(options.folder)
    from tirek.packs import Pack, PackRefused, problems_of, read_folder

    try:
        pack = Pack(read_folder(options.folder))
        problems = problems_of(pack)
    except PackRefused as refused:
        problems = list(refused.problems)
    else:
        problems += _held_against_installed(pack)
    if options.json:
        print_json([as_json(each) for each in problems])
    else:
        _print_problems(problems, sys.stdout)
        print(f"Things that are wrong: {len(problems)}." if problems else "Nothing to object to.")
    return FINDINGS if problems else FINE


def _tidy(folder: Path) -> None:
    from tirek.packs import is_text, read_folder, tidied

    for path, content in read_folder(folder).items():
        if is_text(path) and folder.is_dir():
            try:
                written = tidied(path, content.decode()).encode()
            except ValueError:
                continue  # the check says what is wrong with it
            if written != content:
                (folder / path).write_bytes(written)
                print(f"{path} written anew.", file=sys.stderr)


def _held_against_installed(pack: Any) -> list[Problem]:
    if "DATABASE_URL" not in os.environ:
        return []
    open_house()
    from tirek.packs import installed_problems

    return list(installed_problems(pack))


def install(options: argparse.Namespace) -> int:
    """This function will install a mechanism."""
    open_house()
    from tirek.packs import PackRefused, install_pack

    try:
        made = install_pack(account=_account(options.by), folder=options.folder, note=options.note)
    except PackRefused as refused:
        return _refuse(refused, refused.problems)
    print(f"{made.mechanism.code}, version {made.version}, edition {made.number}")
    return FINE


def upgrade(options: argparse.Namespace) -> int:
    """This function will show what a release changes, ask, and install it."""
    open_house()
    from tirek.packs import PackRefused, plan_upgrade, read_folder, upgrade_pack

    account, taken = _account(options.by), _taken(options.take)
    try:
        files = read_folder(options.folder)
        planned = plan_upgrade(account=account, name=options.folder.resolve().name, files=files, taken=taken)
        _print_upgrade(planned)
        if planned.conflicts:
            return FINDINGS
        if not options.yes and input("Upgrade? Type yes: ").strip().lower() not in ("y", "yes"):
            print("Nothing was changed.")
            return FINDINGS
        seen = planned.edition.number
        made = upgrade_pack(account=account, folder=options.folder, note=options.note, taken=taken, base=seen)
    except PackRefused as refused:
        return _refuse(refused, refused.problems)
    print(f"{made.mechanism.code}, version {made.version}, edition {made.number}")
    if made.waits:
        print(wrapped("It changes who may see or do what, and is in force when a second person has approved it.", ""))
    return FINE


def export(options: argparse.Namespace) -> int:
    """This function will write a mechanism as a workbook or as a folder."""
    from tirek.command.files import content_of
    from tirek.packs import PackRefused, read_folder, read_workbook, write_folder, write_workbook

    source = Path(options.source)
    try:
        if source.suffix == ".xlsx":
            files = read_workbook(source.name, content_of(source))
        elif source.exists():
            files = read_folder(source)
        else:
            files = _installed(options.source)
    except PackRefused as refused:
        return _refuse(refused, refused.problems)
    if options.target.suffix == ".xlsx":
        options.target.write_bytes(write_workbook(files))
    else:
        write_folder(options.target, files)
    print(f"{len(files)} files in {options.target}")
    return FINE


def _installed(code: str) -> Mapping[str, bytes]:
    open_house()
    from tirek.packs import edition_in_force, files_of

    return files_of(edition_in_force(code))


def _account(name: str) -> Account:
    from tirek.directory import Account

    account: Account | None = Account.objects.filter(username=name).first()
    if account is None:
        raise NoSuchAccount(name=name)
    return account


def _taken(given: Iterable[tuple[str, str]]) -> Taken:
    from tirek.command.errors import NotASide

    taken: dict[tuple[str, int], Any] = {}
    for side, where in given:
        file, colon, row = where.rpartition(":")
        if side not in ("ours", "theirs") or (colon and not (row.isascii() and row.isdigit())):
            raise NotASide(given=f"{side} {where}")
        taken[(file, int(row)) if colon else (where, 0)] = side
    return taken


def as_json(problem: Problem) -> dict[str, Any]:
    """This function will give a problem as programs read it."""
    refusal = problem.refusal
    hint = type(refusal).hint % refusal.facts
    where = {"file": problem.file, "sheet": problem.sheet, "row": problem.row, "column": problem.column}
    return {"code": refusal.id, **where, "sentence": str(refusal), "hint": hint}


def _refuse(refusal: Exception, problems: Iterable[Problem]) -> int:
    _print_problems(problems, sys.stderr)
    print(f"tirek: {refusal}\n       Nothing was installed.", file=sys.stderr)
    return FINDINGS


def _print_problems(problems: Iterable[Problem], stream: Any) -> None:
    for each in problems:
        said = as_json(each)
        where = [said["file"], said["sheet"], f"row {said['row']}" if said["row"] else "", said["column"]]
        print(", ".join(part for part in where if part), file=stream)
        for words in (said["sentence"], said["hint"]):
            if words:
                print(wrapped(words), file=stream)


def _print_upgrade(planned: Upgrade) -> None:
    code, old, new_ = planned.edition.mechanism.code, planned.edition.version, planned.release.about.version
    print(f"{code}: edition {planned.edition.number}, version {old}, would become version {new_}.")
    for change in planned.changes:
        print(wrapped(str(change), "- ", "  "))
    for conflict in planned.conflicts:
        print(_told(conflict))
    if planned.conflicts:
        words = "Both changed these. Say which to take, as in --take ours FILE:ROW, or change the file here first."
        print(wrapped(words, ""))


def _told(conflict: Conflict) -> str:
    where = f"{conflict.file}:{conflict.row}" if conflict.row else conflict.file
    named = f"{where}, {conflict.column}" if conflict.column else where
    sides = (("before", conflict.base), ("ours", conflict.ours), ("theirs", conflict.theirs))
    return "\n".join([f"CONFLICT {named}", *(wrapped(f"{side}: {said.strip()}") for side, said in sides)])
