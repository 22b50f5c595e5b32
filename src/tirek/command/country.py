"""`tirek country load FOLDER`: what the house has to know about its country, by whoever runs the installation."""

from __future__ import annotations

import argparse
from pathlib import Path

from tirek.command.failures import FINE
from tirek.command.house import open_house
from tirek.command.verbs import Commands, group, verb


def add_to(commands: Commands) -> None:
    """This function will add the verb."""
    verbs = group(commands, "country", "The country, its regions, offices, authorities and places.")
    about = "Load the folder of a country; loading it again brings it up to date. Places that were made up stay out."
    verb(verbs, "load", load, about, reading=False).add_argument("folder", type=Path, metavar="FOLDER")


def load(options: argparse.Namespace) -> int:
    """This function will load a country folder."""
    open_house()
    from django.conf import settings

    from tirek.directory import Authority, Office, PlaceOfDetention, Region, country, load_country

    load_country(folder=options.folder)
    counted = (
        f"{Region.objects.count()} regions, {Office.objects.count()} offices, "
        f"{Authority.objects.count()} authorities, {PlaceOfDetention.objects.count()} places"
    )
    print(counted)
    zone = country().time_zone
    if zone != settings.TIME_ZONE:
        print(f"The country's time zone is {zone}, this house's {settings.TIME_ZONE}: set TIREK_TIME_ZONE={zone}.")
    return FINE
