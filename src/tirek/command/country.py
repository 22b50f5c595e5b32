"""`tirek country load FOLDER`: regions and offices of a country, by whoever runs the installation."""

from __future__ import annotations

import argparse
from pathlib import Path

from tirek.command.failures import FINE
from tirek.command.house import open_house
from tirek.command.verbs import Commands, group, verb


def add_to(commands: Commands) -> None:
    """This function will add the verb."""
    verbs = group(commands, "country", "Regions and offices of a country.")
    about = "Load regions.csv and offices.csv of a folder; loading it again brings them up to date."
    verb(verbs, "load", load, about, reading=False).add_argument("folder", type=Path, metavar="FOLDER")


def load(options: argparse.Namespace) -> int:
    """This function will load a country folder."""
    open_house()
    from tirek.directory import Office, Region, load_country

    load_country(folder=options.folder)
    print(f"{Region.objects.count()} regions, {Office.objects.count()} offices")
    return FINE
