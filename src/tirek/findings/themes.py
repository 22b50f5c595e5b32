"""The themes and rights by which findings are sorted: data beside this, in three languages."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from types import MappingProxyType

from django.utils.translation import get_language

from tirek.findings.errors import UnknownTheme

Names = MappingProxyType[str, str]


def themes() -> dict[str, str]:
    """This function will give the themes by their codes, each in the language of the page."""
    return _named("themes")


def rights() -> dict[str, str]:
    """This function will give the rights by their codes, each in the language of the page."""
    return _named("rights")


def check_theme(theme: str, right: str) -> None:
    """This function will refuse a theme or a right that there is not (`UnknownTheme`)."""
    for code, table in ((theme, "themes"), (right, "rights")):
        if code not in _table(table):
            raise UnknownTheme(code=code[:40])


def _named(table: str) -> dict[str, str]:
    language = (get_language() or "en")[:2]
    column = f"name_{language if language in ('en', 'ru', 'kk') else 'en'}"
    return {code: names[column] for code, names in _table(table).items()}


@cache
def _table(name: str) -> MappingProxyType[str, Names]:
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["code"]: MappingProxyType(row) for row in csv.DictReader(file)})
