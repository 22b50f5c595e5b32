"""Holding a file's codes against the lists that they are taken from."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale
from django.utils.translation import gettext_noop as _
from lxml import etree

from tirek.exchange.iati.problem import Problem
from tirek.exchange.iati.rules import line_of, nodes
from tirek.exchange.iati.schema import carried

NO_SUCH_CODE = _("“%(code)s” is no code of the list %(list)s.")


@cache
def _data() -> Mapping[str, Any]:
    text = files("tirek.exchange.iati").joinpath("codelists.yaml").read_text("utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data


@cache
def codes(name: str) -> frozenset[str]:
    """This function will give the codes of a list by its name in the standard. Raises KeyError for an unknown list."""
    english = Locale("en")
    if name == "Country":
        return frozenset(code for code in map(str, english.territories) if len(code) == 2 and code.isalpha())
    if name == "Currency":
        return frozenset(english.currencies)
    if name == "Language":
        return frozenset(code for code in map(str, english.languages) if len(code) == 2)
    if name == "Sector":
        return frozenset(sector_names())
    return frozenset(_data()["lists"][name])


@cache
def sector_names() -> Mapping[str, str]:
    """This function will give the English name of each sector of the DAC by its code."""
    with carried("data/sector-category-codes.csv").open(encoding="utf-8", newline="") as table:
        return {row["Code"]: row["Name"] for row in csv.DictReader(table)}


def code_problems(tree: etree._ElementTree) -> Iterator[Problem]:
    """This function will name each code that its list does not know."""
    for path, name in _data()["paths"].items():
        for code in nodes(tree, path):
            if str(code) not in codes(name):
                element = code.getparent()
                yield Problem(
                    "error",
                    "codelist",
                    tree.getpath(element),
                    line_of(element),
                    NO_SUCH_CODE,
                    {"code": str(code), "list": name},
                )
