"""Where the folders of countries, programmes and mechanisms lie: in the checkout, or named by the environment."""

from __future__ import annotations

import os
from pathlib import Path

from tirek.embedded import checkout


def country_folder(name: str) -> Path:
    """This function will name a country's folder (TIREK_COUNTRIES, else the checkout's `countries/`)."""
    return Path(os.environ.get("TIREK_COUNTRIES", checkout() / "countries")) / name


def programme_folder_of(name: str) -> Path:
    """This function will name a programme's folder (TIREK_PROGRAMMES, else the checkout's `programmes/`)."""
    return Path(os.environ.get("TIREK_PROGRAMMES", checkout() / "programmes")) / name


def mechanism_folder(name: str) -> Path:
    """This function will name a mechanism's folder (TIREK_MECHANISMS, else the checkout's `mechanisms/`)."""
    return Path(os.environ.get("TIREK_MECHANISMS", checkout() / "mechanisms")) / name
