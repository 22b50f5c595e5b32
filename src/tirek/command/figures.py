"""`tirek figures define AWARD FOLDER`: the definitions of a folder become a programme's figures."""

from __future__ import annotations

import argparse
from pathlib import Path

from tirek.command.errors import NoSuchAccount
from tirek.command.failures import FINE
from tirek.command.house import open_house
from tirek.command.verbs import Commands, group, verb


def add_to(commands: Commands) -> None:
    """This function will add the verb."""
    verbs = group(commands, "figures", "The figures of a programme.")
    about = (
        "Define the figures of a folder's YAML files; one that changed becomes a new version, one bad file stops all."
    )
    defining = verb(verbs, "define", define, about, reading=False)
    defining.add_argument("award", metavar="AWARD")
    defining.add_argument("folder", type=Path, metavar="FOLDER")
    defining.add_argument("--by", required=True, metavar="NAME", help="the account that answers for them")


def define(options: argparse.Namespace) -> int:
    """This function will define the figures of a folder."""
    open_house()
    import yaml

    from tirek import indicators
    from tirek.command.programmes import programme_called
    from tirek.directory import Account

    account = Account.objects.filter(username=options.by).first()
    if account is None:
        raise NoSuchAccount(name=options.by)
    specs = [
        yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  # makes text, lists and maps only
        for path in sorted(options.folder.glob("*.yaml"))
    ]
    found = indicators.define_figures(account=account, programme=programme_called(options.award), specs=specs)
    for each in found:
        print(f"{each.code}, version {each.version}")
    print(f"{len(found)} new of {len(specs)}")
    return FINE
