"""Reads the tables that lie beside the rules, so that those who know the domain can change them without code."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """This function will read the rows of a CSV table beside the rules, by column heading."""
    text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def word_list(name: str) -> frozenset[str]:
    """This function will read one list of `word_lists.csv`."""
    return frozenset(row["word"] for row in rows_of("word_lists") if row["list"] == name)


@cache
def grouped(name: str, by: str, what: str) -> dict[str, tuple[str, ...]]:
    """This function will read a table as groups: the values of one column under each value of another."""
    groups: dict[str, tuple[str, ...]] = {}
    for row in rows_of(name):
        groups[row[by]] = (*groups.get(row[by], ()), row[what])
    return groups
